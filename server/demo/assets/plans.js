// Dollars a month, as group() reports them.
export const plans = {
  starter: { name: 'Starter', mrr: 0 },
  growth: { name: 'Growth', mrr: 49 },
  scale: { name: 'Scale', mrr: 149 },
  enterprise: { name: 'Enterprise', mrr: 1200 },
}

export const ladder = Object.keys(plans)
