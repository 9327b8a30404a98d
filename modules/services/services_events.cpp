#include "modules/services/services.h"

namespace hostler {

std::string Service::title() const {
  const auto& on = domain ? domain : hostname;
  return on ? name + " (" + *on + ")" : name;
}

Money Service::everyCycle() const {
  return price.plus(hostler::everyCycle(extras, price.currency())).times(quantity);
}

void ServiceFact::describe(Shape<ServiceFact>& shape) {
  shape.field("service", &ServiceFact::service);
  shape.field("account", &ServiceFact::account);
  shape.field("title", &ServiceFact::title);
}

void ServiceSuspended::describe(Shape<ServiceSuspended>& shape) {
  shape.include<ServiceFact>();
  shape.field("reason", &ServiceSuspended::reason);
  shape.field("invoice", &ServiceSuspended::invoice);
}

void ServiceTerminated::describe(Shape<ServiceTerminated>& shape) {
  shape.include<ServiceFact>();
  shape.field("reason", &ServiceTerminated::reason);
}

void ServiceCancellationRequested::describe(Shape<ServiceCancellationRequested>& shape) {
  shape.include<ServiceFact>();
  shape.field("on", &ServiceCancellationRequested::on);
}

void ServiceNeedsAttention::describe(Shape<ServiceNeedsAttention>& shape) {
  shape.include<ServiceFact>();
  shape.field("step", &ServiceNeedsAttention::step);
  shape.field("reason", &ServiceNeedsAttention::reason);
}

void ServiceUsageHigh::describe(Shape<ServiceUsageHigh>& shape) {
  shape.include<ServiceFact>();
  shape.field("what", &ServiceUsageHigh::what);
  shape.field("percent", &ServiceUsageHigh::percent);
  shape.field("used", &ServiceUsageHigh::used);
  shape.field("limit", &ServiceUsageHigh::limit);
}

void ServicePriceAnnounced::describe(Shape<ServicePriceAnnounced>& shape) {
  shape.include<ServiceFact>();
  shape.field("old_price", &ServicePriceAnnounced::oldPrice);
  shape.field("price", &ServicePriceAnnounced::price);
  shape.field("cycle", &ServicePriceAnnounced::cycle);
  shape.field("effective_on", &ServicePriceAnnounced::effectiveOn);
}

void HealthReason::describe(Shape<HealthReason>& shape) {
  shape.field("code", &HealthReason::code);
  shape.field("message", &HealthReason::message);
}

void ServerFact::describe(Shape<ServerFact>& shape) {
  shape.field("server", &ServerFact::server);
  shape.field("name", &ServerFact::name);
  shape.field("reasons", &ServerFact::reasons);
}

}  // namespace hostler
