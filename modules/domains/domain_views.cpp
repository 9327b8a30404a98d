#include "modules/domains/domain_views.h"

namespace hostler {
namespace {

std::string linkMember(DomainLinkKind kind) {
  if (kind == DomainLinkKind::Bucket) return "bucket";
  return std::string{wordOf(kind)} + "_id";
}

}  // namespace

DomainView DomainView::of(const Domain& domain, bool staff) {
  DomainView view;
  view.id = domain.id;
  view.name = domain.name;
  view.unicode = domain.unicode;
  view.status = domain.status;
  view.expiresOn = domain.expiresOn();
  view.autoRenew = domain.autoRenew;
  view.privacy = domain.privacy;
  view.transferLock = domain.transferLock;
  view.dnssec = domain.dnssec;
  view.nameservers = domain.nameservers;
  if (!domain.signers.is_null()) view.signers = domain.signers;
  view.contacts = domain.contacts;
  if (domain.link) view.link = Json{{linkMember(domain.link->kind), domain.link->to}};
  view.registration = {{"state", wordOf(domain.work)}};
  if (staff && !domain.lastError.empty()) view.registration["last_error"] = domain.lastError;
  view.createdAt = domain.createdAt;
  if (!staff) return view;
  view.account = domain.account;
  view.registrar = domain.registrar;
  view.registrarState = domain.registrarState;
  return view;
}

void DomainView::describe(Shape<DomainView>& shape) {
  shape.field("id", &DomainView::id);
  shape.field("account_id", &DomainView::account);
  shape.field("client", &DomainView::client).describedAs("{id, name, company?}: for staff");
  shape.field("name", &DomainView::name);
  shape.field("unicode", &DomainView::unicode);
  shape.field("status", &DomainView::status);
  shape.field("expires_on", &DomainView::expiresOn).nullable();
  shape.field("auto_renew", &DomainView::autoRenew);
  shape.field("privacy", &DomainView::privacy);
  shape.field("transfer_lock", &DomainView::transferLock);
  shape.field("dnssec", &DomainView::dnssec);
  shape.field("nameservers", &DomainView::nameservers);
  shape.field("ds_records", &DomainView::signers)
      .describedAs(
          "what its registry was asked to publish: {key_tag, algorithm, digest_type, "
          "digest} each");
  shape.field("contacts", &DomainView::contacts);
  shape.field("link", &DomainView::link);
  shape.field("registration", &DomainView::registration)
      .describedAs("{state}: what is being done at the registrar; attention: it waits for staff");
  shape.field("registrar", &DomainView::registrar);
  shape.field("registrar_status", &DomainView::registrarState);
  shape.field("created_at", &DomainView::createdAt);
}

Json Codec<DomainActionView>::write(const DomainActionView& view) {
  if (view.job) return {{"job", view.job->text()}};
  return toJson(view.domain.value());
}

Json Codec<DomainActionView>::schema(SchemaBook& book) {
  Json job{{"type", "object"},
           {"properties", {{"job", {{"type", "string"}}}}},
           {"required", Json::array({"job"})}};
  return {{"oneOf", Json::array({Codec<DomainView>::schema(book), std::move(job)})}};
}

void DomainQuery::describe(Shape<DomainQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("status", &DomainQuery::status);
  shape.field("name", &DomainQuery::name).length(1, 253).describedAs("whole, in either form");
}

void AdminDomainQuery::describe(Shape<AdminDomainQuery>& shape) {
  shape.include<DomainQuery>();
  shape.field("registration", &AdminDomainQuery::work)
      .describedAs("attention: what waits for staff");
  shape.field("account_id", &AdminDomainQuery::account);
  shape.field("expires_from", &AdminDomainQuery::expiresFrom)
      .describedAs("that day and later; sort=expires_on (or -expires_on) lists those that expire");
  shape.field("expires_to", &AdminDomainQuery::expiresTo).describedAs("that day and before");
}

void DomainAgreementsQuery::describe(Shape<DomainAgreementsQuery>& shape) {
  shape.field("domain", &DomainAgreementsQuery::domain).length(1, 253);
  shape.field("privacy", &DomainAgreementsQuery::privacy).withDefault();
  shape.field("action", &DomainAgreementsQuery::action)
      .oneOf({"register", "transfer"})
      .withDefault();
}

void RegistrationFieldsQuery::describe(Shape<RegistrationFieldsQuery>& shape) {
  shape.field("domain", &RegistrationFieldsQuery::domain).length(1, 253);
}

void DomainNameserversBody::describe(Shape<DomainNameserversBody>& shape) {
  shape.field("nameservers", &DomainNameserversBody::nameservers).count(2, 13);
}
void DomainSignersBody::describe(Shape<DomainSignersBody>& shape) {
  shape.field("records", &DomainSignersBody::records)
      .count(1, 10)
      .describedAs("DS records; left out: those of the keys that its zone is signed with here");
}

void DomainAutoRenewBody::describe(Shape<DomainAutoRenewBody>& shape) {
  shape.field("auto_renew", &DomainAutoRenewBody::autoRenew);
}

std::optional<DomainLink> DomainLinkBody::link() const {
  std::vector<DomainLink> links;
  if (service) links.push_back({DomainLinkKind::Service, service->text()});
  if (instance) links.push_back({DomainLinkKind::Instance, *instance});
  if (bucket) links.push_back({DomainLinkKind::Bucket, *bucket});
  if (links.size() > 1)
    throw ValidationError{"service_id", "too_many",
                          "or instance_id, or bucket: at most one of the three"};
  return links.empty() ? std::nullopt : std::optional{links.front()};
}

void DomainLinkBody::describe(Shape<DomainLinkBody>& shape) {
  shape.field("service_id", &DomainLinkBody::service);
  shape.field("instance_id", &DomainLinkBody::instance).length(1, 120);
  shape.field("bucket", &DomainLinkBody::bucket).length(1, 120);
}

void DomainRenewBody::describe(Shape<DomainRenewBody>& shape) {
  shape.field("years", &DomainRenewBody::years).range(1, 10).withDefault();
}
void DomainTransferBody::describe(Shape<DomainTransferBody>& shape) {
  shape.field("auth_code", &DomainTransferBody::authCode).length(1, 255).secret();
}
void DomainRefuseBody::describe(Shape<DomainRefuseBody>& shape) {
  shape.field("reason", &DomainRefuseBody::reason).length(1, 300);
}
void DomainConfirmBody::describe(Shape<DomainConfirmBody>& shape) {
  shape.field("further", &DomainConfirmBody::further)
      .describedAs(
          "true: its years are added to the expiry that the registrar shows now; false: "
          "what the registrar shows is this renewal, made there by hand");
}
void DomainAuthCodeView::describe(Shape<DomainAuthCodeView>& shape) {
  shape.field("code", &DomainAuthCodeView::code).nullable();
  shape.field("mailed", &DomainAuthCodeView::mailed)
      .describedAs("the registry mails it to the registrant instead");
}
void DomainStepView::describe(Shape<DomainStepView>& shape) {
  shape.field("kind", &DomainStepView::kind);
  shape.field("detail", &DomainStepView::detail);
  shape.field("at", &DomainStepView::at);
}

}  // namespace hostler
