#include "core/app/server.h"

#include "core/app/open_files.h"
#include "core/app/part_settings.h"
#include "core/app/production.h"
#include "core/nodes/engine_mode.h"
#include "modules/resellers/brand.h"

namespace hostler::app {
namespace {

std::set<std::string> rolesOf(const Settings& settings) {
  const auto roles = settings.list("roles");
  return {roles.begin(), roles.end()};
}

}  // namespace

Server::Server(const Settings& settings)
    : roles_{rolesOf(settings)},
      base_{settings},
      held_{base_.database->read(engineMode) != EngineMode::Live},
      product_{base_},
      metrics_{base_, product_},
      pages_{folderOf(settings, "web.folder", "web"),
             [this](std::string_view host) { return brandOfHost(host); },
             [this] { return product_.plugins.desk().checkoutOrigins(); },
             [this] { return product_.plugins.desk().captchaOrigins(); }},
      api_{{product_.router, product_.sites, product_.accounts.doorkeeper(), product_.limits,
            product_.idempotency, product_.signals, base_.clock, base_.random},
           apiSettings(settings)},
      housekeeping_{base_, product_} {
  judgeForProduction(settings);
  claimPublicUrl(base_, product_.tenants);
  metrics_.mount(product_.router);
  api_.servePages([this](const front::Request& request) { return pages_.answer(request); });
  api_.onAnswered([this](const http::Route* route, int status, std::int64_t micros) {
    metrics_.answered(route, status, micros);
  });
  if (held_) log_.warning("engine.held", {{"resume", "hostler jobs resume"}});
  if (has("worker") && !held_) {
    workers_ = std::make_unique<jobs::Workers>(*base_.database, base_.clock, base_.nodes,
                                               base_.queue, base_.handlers, workerOptions(settings),
                                               &product_.interventions);
    product_.workers = workers_.get();
  }
  // Binds here, so that an address that is taken is told before anything runs.
  if (has("api")) {
    auto options = frontOptions(settings);
    options.maxConnections = affordableConnections(options.maxConnections);
    front_ = std::make_unique<front::Front>(api_, std::move(options));
    metrics_.watch(*front_);
  }
}

// A page without its brand is better than none: it asks again once it runs.
std::optional<Json> Server::brandOfHost(std::string_view host) {
  try {
    const auto id = product_.tenants.ofHost(host);
    return brandOf(*product_.tenants.shared(id), product_.tenants.settings(id));
  } catch (const std::exception& error) {
    log_.warning("pages.brand_unknown", {{"reason", error.what()}});
    return std::nullopt;
  }
}

Server::~Server() {
  drain(std::chrono::milliseconds{0});
  product_.workers = nullptr;
}

void Server::start() {
  base_.nodes.onBeat([this] { base_.vault.refresh(); });
  base_.nodes.start();
  product_.plugins.desk().refresh();
  housekeeping_.start();
  if (workers_) workers_->start();
  if (has("scheduler") && !held_) product_.scheduler.start();
  if (front_) front_->start();
  log_.info("server.started", {{"node", base_.nodes.node()}, {"port", port()}});
}

void Server::drain(std::chrono::milliseconds patience) {
  if (workers_) workers_->letWaitersGo();
  if (front_) front_->drain(patience);
  product_.billing.stop();
  product_.domains.stop();
  product_.signals.stop();
  product_.streams.close();
  product_.scheduler.stop();
  if (workers_) workers_->drain(patience);
  housekeeping_.stop();
  if (front_) front_->stop();
}

std::uint16_t Server::port() const {
  return front_ ? front_->port() : std::uint16_t{0};
}

}  // namespace hostler::app
