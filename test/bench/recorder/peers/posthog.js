// Recording only: everything else that can be switched off is off. The recorder is fetched from `/static/`.
import posthog from 'posthog-js'

window.startPeer = sink =>
  posthog.init('phc_bench', {
    api_host: sink,
    ui_host: sink,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    disable_surveys: true,
    capture_heatmaps: false,
    capture_dead_clicks: false,
    capture_performance: false,
    capture_exceptions: false,
    rageclick: false,
    opt_out_useragent_filter: true,
    person_profiles: 'identified_only',
  })
