module.exports = {
  projectRoot: __dirname,
  resolver: { sourceExts: ["mjs", "js", "json"] },
  // React Native's preset transforms imports. Without a preset Metro's own support does.
  transformer: { getTransformOptions: async () => ({ transform: { experimentalImportSupport: true } }) },
  reporter: { update() {} },
  cacheStores: [],
  maxWorkers: 1,
};
