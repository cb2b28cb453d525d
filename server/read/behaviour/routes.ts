import type { WhoAsks } from '../../watching/who.ts'
import { createApi, type Read } from '../api.ts'
import { alertRoutes } from './alerts.ts'
import { boardRoutes } from './boards.ts'
import { compareRoutes } from './compare.ts'
import { funnelRoutes } from './funnel.ts'
import { funnelPeopleRoutes } from './funnel-people.ts'
import { goalRoutes } from './goal.ts'
import { heatListRoutes } from './heat-list.ts'
import { pathRoutes } from './paths.ts'
import { retentionRoutes } from './retention.ts'
import { savedFunnelRoutes } from './saved-funnels.ts'
import { trendRoutes } from './trend.ts'

export function behaviourRoutes(read: Read, whoAsks: WhoAsks) {
  return createApi()
    .route('/', funnelRoutes(read))
    .route('/', funnelPeopleRoutes(read))
    .route('/', savedFunnelRoutes(read, whoAsks))
    .route('/', retentionRoutes(read))
    .route('/', trendRoutes(read))
    .route('/', pathRoutes(read))
    .route('/', compareRoutes(read))
    .route('/', goalRoutes(read))
    .route('/', heatListRoutes(read))
    .route('/', boardRoutes(read))
    .route('/', alertRoutes(read))
}
