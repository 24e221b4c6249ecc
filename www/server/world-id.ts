/** An app's id in the emulator's world, which takes no dots: `com.example.app` is `com_example_app` there. */
export const worldId = (id: string): string => id.replaceAll(/[^\w-]/g, "_");
