import { createApi, type Read } from '../api.ts'
import { alertRoutes } from './alerts.ts'
import { boardRoutes } from './boards.ts'
import { compareRoutes } from './compare.ts'
import { funnelRoutes } from './funnel.ts'
import { pathRoutes } from './paths.ts'
import { retentionRoutes } from './retention.ts'
import { trendRoutes } from './trend.ts'

export function behaviourRoutes(read: Read) {
  return createApi()
    .route('/', funnelRoutes(read))
    .route('/', retentionRoutes(read))
    .route('/', trendRoutes(read))
    .route('/', pathRoutes(read))
    .route('/', compareRoutes(read))
    .route('/', boardRoutes(read))
    .route('/', alertRoutes(read))
}
