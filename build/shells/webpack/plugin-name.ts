export const pluginName = 'ComponentDiscoveryPlugin';
