import type { JsonObject } from '../../../contract/event.ts'
import type { RecorderSettings } from '../../../contract/settings.ts'

/**
 * What analytics-next asks its CDN for. The destination's `apiHost` and `protocol` send all events here, so
 * that a page changes nothing but its CDN; without "Segment.io" it would load and silently send nothing.
 */
export function settingsDocument(writeKey: string, origin: URL, recorder: RecorderSettings): object {
  const enabled: JsonObject = { enabled: true, integrations: {} }
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${origin.host}/v1`,
        protocol: origin.protocol.replace(':', ''),
        unbundledIntegrations: [],
        addBundledMetadata: true,
        maybeBundledConfigIds: {},
        versionSettings: { version: '4.4.7', componentTypes: ['browser'] },
      },
    },
    plan: {
      track: { __default: enabled },
      identify: { __default: enabled },
      group: { __default: enabled },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    // Keeps the client from reporting its own metrics to Segment's host.
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
    segreel: recorder,
  }
}
