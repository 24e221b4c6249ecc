#!/usr/bin/env bash
# Package: @remote-ui/react 5.0.5 (npm), as @stripe/ui-extension-sdk 8.10.0 and 9.3.0 install it, with their React and react-reconciler.
#
# Behaviour: a `React.lazy` component in a `Suspense` never appears. Over React 17 the tree ends with an error as soon as the component has loaded. Over React
# 18 the fallback stays until another update, which ends the tree with the same error. The renderer gives react-reconciler no `hideInstance` and no
# `unhideInstance`, which `Suspense` needs. Its `scheduleMicrotask` returns the function `queueMicrotask` and does not call it, so React 18 never retries.
#
# Expected: the loaded component replaces the fallback, as with react-dom and react-test-renderer. `Suspense` and `lazy` are exports of the React that
# @remote-ui/react names as its peer, and the README names no exception.
#
# Output seen on 2026-11-28: the text after `expected=` below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

expected='React 17.0.2: "the fallback", later "unhideInstance is not a function"
React 18.3.1: "the fallback", later "the fallback", after an update "unhideInstance is not a function"'

cat >program.mjs <<'JAVASCRIPT'
import { createRequire } from "node:module";

const [isUpdated] = process.argv.slice(2);
const require = createRequire(createRequire(import.meta.url).resolve("@stripe/ui-extension-sdk/package.json"));
const { Component, createElement, lazy, Suspense, version } = require("react");
const { createRemoteReactComponent, render } = require("@remote-ui/react");
const { createRemoteRoot } = require("@remote-ui/core");

const Box = createRemoteReactComponent("Box");
class Boundary extends Component {
  state = {};
  static getDerivedStateFromError = ({ message }) => ({ message });
  render() {
    return this.state.message ?? this.props.children;
  }
}
const Loaded = lazy(async () => ({ default: () => createElement(Box, null, "the component") }));
const App = ({ count }) => createElement(Suspense, { fallback: "the fallback" }, createElement(Loaded, { count }));
const root = createRemoteRoot(() => {});
const show = (count) => render(createElement(Boundary, null, createElement(App, { count })), root);
const shown = () => JSON.stringify(root.children.map(({ text, children }) => text ?? children[0].text).join());
const turn = () => new Promise((resolve) => setTimeout(resolve, 100));

show(0);
const texts = [shown()];
await turn();
texts.push(`later ${shown()}`);
if (isUpdated) {
  show(1);
  await turn();
  texts.push(`after an update ${shown()}`);
}
console.log(`React ${version}: ${texts.join(", ")}`);
JAVASCRIPT

actual=$(
  for run in 8.10.0 "9.3.0 updated"; do
    read -r version argument <<<"$run"
    mkdir "$version"
    echo '{}' >"$version/package.json"
    cp program.mjs "$version"
    npm install --silent --no-fund --no-audit --legacy-peer-deps --prefix "$version" "@stripe/ui-extension-sdk@$version"
    node "$version/program.mjs" $argument 2>/dev/null
  done
)

echo "$actual"
[[ $actual == "$expected" ]]
