#include "modules/services/service_views.h"

namespace hostler {

void ProvisioningView::describe(Shape<ProvisioningView>& shape) {
  shape.field("state", &ProvisioningView::state);
  shape.field("last_error", &ProvisioningView::lastError);
}

ServiceView ServiceView::of(const Service& service, const std::optional<std::string>& serverName,
                            bool staff) {
  ServiceView view;
  view.id = service.id;
  view.account = service.account;
  view.product = {{"id", service.product.text()}, {"name", service.name}};
  view.domain = service.domain;
  view.hostname = service.hostname;
  view.status = service.status;
  if (service.status == ServiceStatus::Suspended ||
      service.provisioning == ProvisioningState::Suspending)
    view.suspensionReason = service.suspensionReason;
  view.provisioning.state = service.provisioning;
  if (!service.lastError.empty()) {
    view.provisioning.lastError =
        staff ? service.lastError : "Something went wrong at the provider; we are looking into it.";
  }
  if (staff) view.server = serverName;
  view.cycle = service.cycle;
  view.price = service.price;
  view.quantity = service.quantity;
  view.extras = ExtraView::of(service.extras);
  view.recurringTotal = service.everyCycle();
  view.nextDueDate = service.paidUntil;
  view.cancelOn = service.cancelOn;
  view.facts = service.facts;
  view.createdAt = service.createdAt;
  return view;
}

void ServiceView::describe(Shape<ServiceView>& shape) {
  shape.field("id", &ServiceView::id);
  shape.field("account_id", &ServiceView::account);
  shape.field("client", &ServiceView::client).describedAs("{id, name, company?}: for staff");
  shape.field("product", &ServiceView::product).describedAs("{id, name}");
  shape.field("domain", &ServiceView::domain);
  shape.field("hostname", &ServiceView::hostname);
  shape.field("status", &ServiceView::status);
  shape.field("suspension_reason", &ServiceView::suspensionReason);
  shape.field("provisioning", &ServiceView::provisioning);
  shape.field("server", &ServiceView::server);
  shape.field("cycle", &ServiceView::cycle);
  shape.field("price", &ServiceView::price);
  shape.field("quantity", &ServiceView::quantity);
  shape.field("extras", &ServiceView::extras).describedAs("options and add-ons");
  shape.field("recurring_total", &ServiceView::recurringTotal)
      .describedAs("of every cycle, with extras, for all of them; before discount and tax");
  shape.field("next_due_date", &ServiceView::nextDueDate).nullable();
  shape.field("cancel_on", &ServiceView::cancelOn);
  shape.field("facts", &ServiceView::facts)
      .describedAs("what the provider told: IP address, name servers");
  shape.field("usage", &ServiceView::usage);
  shape.field("created_at", &ServiceView::createdAt);
}

Json Codec<ServiceActionView>::write(const ServiceActionView& view) {
  if (view.job) return {{"job", view.job->text()}};
  return toJson(view.service.value());
}

Json Codec<ServiceActionView>::schema(SchemaBook& book) {
  const Json job{{"type", "object"},
                 {"description", "202: work that goes on; GET /jobs/{id} tells how far it is."},
                 {"required", {"job"}},
                 {"additionalProperties", false},
                 {"properties", {{"job", Codec<Id<jobs::Job>>::schema(book)}}}};
  return {{"oneOf", {Codec<ServiceView>::schema(book), job}}};
}

void ServiceQuery::describe(Shape<ServiceQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("status", &ServiceQuery::status);
  shape.field("provisioning", &ServiceQuery::provisioning)
      .describedAs("attention: what waits for a person, such as what is made by hand");
}

void StepView::describe(Shape<StepView>& shape) {
  shape.field("kind", &StepView::kind);
  shape.field("detail", &StepView::detail);
  shape.field("at", &StepView::at);
}

void CredentialsView::describe(Shape<CredentialsView>& shape) {
  shape.field("username", &CredentialsView::username);
  shape.field("password", &CredentialsView::password);
  shape.field("host", &CredentialsView::host);
  shape.field("url", &CredentialsView::url);
}

void CancelService::describe(Shape<CancelService>& shape) {
  shape.field("when", &CancelService::when).oneOf({"now", "end_of_term"});
  shape.field("reason", &CancelService::reason).length(0, 300);
}

void NewServicePassword::describe(Shape<NewServicePassword>& shape) {
  shape.field("password", &NewServicePassword::password).length(12, 64).secret();
}

ServerView ServerView::of(const Server& server, const std::vector<std::string>& secrets) {
  ServerView view{server.id,       server.name,        server.plugin,   server.group,
                  server.settings, server.maxAccounts, server.accounts, server.status};
  for (const auto& name : secrets) view.settings[name] = "***";
  return view;
}

void ServerView::describe(Shape<ServerView>& shape) {
  shape.field("id", &ServerView::id);
  shape.field("name", &ServerView::name);
  shape.field("plugin", &ServerView::plugin);
  shape.field("group", &ServerView::group).nullable();
  shape.field("settings", &ServerView::settings)
      .describedAs("the plugin's server_settings; secrets are masked");
  shape.field("max_accounts", &ServerView::maxAccounts);
  shape.field("accounts", &ServerView::accounts);
  shape.field("status", &ServerView::status);
}

void ServerBody::describe(Shape<ServerBody>& shape) {
  shape.field("name", &ServerBody::name).length(1, 120);
  shape.field("plugin", &ServerBody::plugin).length(1, 60);
  shape.field("group", &ServerBody::group).length(1, 60);
  shape.field("settings", &ServerBody::settings).withDefault();
  shape.field("max_accounts", &ServerBody::maxAccounts).range(1, 1'000'000).withDefault();
  shape.field("status", &ServerBody::status).withDefault();
}

void ServerPatch::describe(Shape<ServerPatch>& shape) {
  shape.field("name", &ServerPatch::name).length(1, 120);
  shape.field("group", &ServerPatch::group).length(1, 60);
  shape.field("settings", &ServerPatch::settings);
  shape.field("max_accounts", &ServerPatch::maxAccounts).range(1, 1'000'000);
  shape.field("status", &ServerPatch::status);
}

}  // namespace hostler
