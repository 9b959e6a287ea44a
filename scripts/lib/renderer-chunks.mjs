/**
 * zod and its setting are one file of the interface: whatever has schemas imports it, so that the setting comes before them all. Else zod
 * would try whether it may compile code, which the content policy refuses, and says.
 */
export const rendererChunks = {
  codeSplitting: { groups: [{ name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|[\\/]renderer[\\/]jitless\.ts$/ }] },
};
