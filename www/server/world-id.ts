/** Returns an app's id in the emulator's world, which allows no dots: `com.example.app` becomes `com_example_app`. */
export const worldId = (id: string): string => id.replaceAll(/[^\w-]/g, "_");
