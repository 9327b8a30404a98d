#include "core/app/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <shared_mutex>

namespace hostler::app {
namespace {

http::Answer textAnswer(int status, std::string text) {
  http::Answer answer;
  answer.raw.emplace();
  answer.raw->status = status;
  answer.raw->headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"},
                         {"Cache-Control", "no-store"}};
  answer.raw->body = std::move(text);
  return answer;
}

// Behind a proxy on this machine every peer is loopback; what it forwards is not. In production a
// proxy has to say that the client came over https, so none goes unseen.
bool isOfThisMachine(const front::Request& request) {
  if (!request.peerIsLoopback) return false;
  for (const auto* name : {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip",
                           "forwarded", "via"}) {
    if (request.count(name) != 0) return false;
  }
  return true;
}

// Compared in constant time: the token is a secret.
bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

constexpr std::chrono::seconds kReadyFor{1};

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                       0.25,  0.5,    1,     2.5,  5,     10};

}  // namespace

struct Metrics::Registry {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Histogram>& requests =
      prometheus::BuildHistogram()
          .Name("hostler_http_request_seconds")
          .Help("Requests by route and status class")
          .Register(registry);
  prometheus::Family<prometheus::Gauge>& gauges = prometheus::BuildGauge()
                                                      .Name("hostler_state")
                                                      .Help("What this process holds now, by kind")
                                                      .Register(registry);
  prometheus::Family<prometheus::Gauge>& counts =
      prometheus::BuildGauge()
          .Name("hostler_since_start")
          .Help("What this process has done since its start, by kind")
          .Register(registry);

  /// Kept by route and status class, for a family looks its members up by their labels' texts.
  prometheus::Histogram& timesOf(const http::Route* route, int statusClass) {
    const std::pair key{route, statusClass};
    {
      const std::shared_lock lock{timesMutex};
      if (const auto found = times.find(key); found != times.end()) return *found->second;
    }
    const auto name = route == nullptr
                          ? std::string{"none"}
                          : std::string{front::nameOf(route->method)} + " " + route->pattern;
    auto& added =
        requests.Add({{"route", name}, {"status", std::to_string(statusClass) + "xx"}}, kSeconds);
    const std::unique_lock lock{timesMutex};
    times.emplace(key, &added);
    return added;
  }
  std::shared_mutex timesMutex;
  std::map<std::pair<const http::Route*, int>, prometheus::Histogram*> times;

  void hold(const std::string& what, double value) { gauges.Add({{"what", what}}).Set(value); }
  void count(const std::string& what, double value) { counts.Add({{"what", what}}).Set(value); }
};

Metrics::Metrics(Foundation& base, Product& product)
    : base_{base}, product_{product}, registry_{std::make_unique<Registry>()} {}
Metrics::~Metrics() = default;

void Metrics::mount(http::Router& router) {
  router
      .raw(http::Method::Get, "//healthz", http::Access::everyone(),
           [](http::Context&) { return textAnswer(200, "alive\n"); })
      .limited(http::Rate::Unlimited)
      .quick();
  router
      .raw(http::Method::Get, "//readyz", http::Access::everyone(),
           [this](http::Context&) { return ready(); })
      .limited(http::Rate::Unlimited);
  router
      .raw(http::Method::Get, "//metrics", http::Access::everyone(),
           [this, token = base_.settings.secret("metrics.token")](http::Context& context) {
             const auto header = context.raw().header("authorization");
             const bool known = !token.reveal().empty() && same(header, "Bearer " + token.reveal());
             if (!known && !isOfThisMachine(context.raw())) throw NotFound{};
             return textAnswer(200, text());
           })
      .limited(http::Rate::Unlimited);
}

void Metrics::answered(const http::Route* route, int status, std::int64_t micros) {
  registry_->timesOf(route, status / 100).Observe(static_cast<double>(micros) / 1e6);
}

void Metrics::watch(const front::Front& front) {
  front_ = &front;
}

// Anybody may ask, and as often as they like: the database is asked once a second.
http::Answer Metrics::ready() {
  const std::lock_guard lock{readyMutex_};
  const auto now = std::chrono::steady_clock::now();
  if (!lookedAt_ || now - *lookedAt_ >= kReadyFor) {
    ready_ = lookReady();
    lookedAt_ = std::chrono::steady_clock::now();
  }
  return ready_;
}

http::Answer Metrics::lookReady() {
  try {
    base_.database->query("SELECT 1 AS one");
    product_.plugins.desk().instances("gateway");
  } catch (const std::exception&) {
    return textAnswer(503, "not ready: the database does not answer\n");
  }
  return textAnswer(200, "ready\n");
}

std::string Metrics::text() {
  if (const auto* front = front_.load()) {
    const auto counters = front->counters();
    registry_->hold("connections", static_cast<double>(counters.open));
    registry_->hold("streams", static_cast<double>(counters.streams));
    registry_->hold("requests_waiting", static_cast<double>(counters.queued));
    registry_->count("requests", static_cast<double>(counters.requests));
    registry_->count("requests_refused", static_cast<double>(counters.refused));
  }
  if (product_.workers != nullptr) {
    const auto jobs = product_.workers->counters();
    registry_->hold("jobs_running", jobs.running);
    registry_->count("jobs_done", static_cast<double>(jobs.done));
    registry_->count("jobs_retried", static_cast<double>(jobs.retried));
    registry_->count("jobs_parked", static_cast<double>(jobs.parked));
  }
  const auto pool = base_.database->pool();
  registry_->hold("database_connections_open", pool.open);
  registry_->hold("database_connections_used", pool.used);
  return prometheus::TextSerializer{}.Serialize(registry_->registry.Collect());
}

}  // namespace hostler::app
