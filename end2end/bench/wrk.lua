-- Asks for the paths in turn, with the session's cookie, and prints one line of JSON that tools.mjs reads.
-- Times in ms.
wrk.headers["Cookie"] = os.getenv("BENCH_COOKIE")
wrk.headers["Accept-Encoding"] = os.getenv("BENCH_ENCODING")

local requests, at = {}, 0
function init()
  for path in os.getenv("BENCH_PATHS"):gmatch("[^\n]+") do requests[#requests + 1] = wrk.format(nil, path) end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('BENCH {"rate":%.1f,"p50":%.3f,"p95":%.3f,"errors":%d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
