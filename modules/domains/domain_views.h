#pragma once

#include "core/http/page.h"
#include "core/jobs/job.h"
#include "modules/accounts/client_names.h"
#include "modules/domains/domain_contacts.h"
#include "modules/domains/domain_repository.h"
#include "modules/domains/domain_signers.h"

namespace hostler {

struct DomainView {
  Id<Domain> id;
  std::optional<Id<Account>> account;  ///< for staff
  std::optional<ClientRef> client;     ///< for staff
  std::string name, unicode;
  DomainStatus status = DomainStatus::Pending;
  std::optional<Date> expiresOn;
  bool autoRenew = true, privacy = false, transferLock = false, dnssec = false;
  std::vector<std::string> nameservers;
  std::optional<Json> signers;
  Json contacts = nullptr;
  std::optional<Json> link;
  Json registration;  ///< {state, last_error?}: what is being done at the registrar
  std::optional<std::string> registrar, registrarState;  ///< for staff
  Instant createdAt;

  static DomainView of(const Domain& domain, bool staff);
  static void describe(Shape<DomainView>& shape);
};

/// What an action came to: the job that goes on with it (202 `{job}`), or the domain as it is now.
struct DomainActionView {
  std::optional<Id<jobs::Job>> job;
  std::optional<DomainView> domain;
};
template <>
struct Codec<DomainActionView> : CodecBase<DomainActionView> {
  static void read(const Json&, DomainActionView&, const std::string&, FieldErrors&) {
    throw std::logic_error{"what an action came to is told, never taken"};
  }
  static Json write(const DomainActionView& view);
  static Json schema(SchemaBook& book);
};

struct DomainQuery : http::ListQuery {
  std::optional<DomainStatus> status;
  std::optional<std::string> name;
  static void describe(Shape<DomainQuery>& shape);
};
struct AdminDomainQuery : DomainQuery {
  std::optional<DomainWork> work;
  std::optional<Id<Account>> account;
  std::optional<Date> expiresFrom, expiresTo;
  static void describe(Shape<AdminDomainQuery>& shape);
};
struct DomainAgreementsQuery {
  std::string domain;
  bool privacy = false;
  std::string action = "register";
  static void describe(Shape<DomainAgreementsQuery>& shape);
};

struct RegistrationFieldsQuery {
  std::string domain;
  static void describe(Shape<RegistrationFieldsQuery>& shape);
};

struct DomainNameserversBody {
  std::vector<std::string> nameservers;
  static void describe(Shape<DomainNameserversBody>& shape);
};
struct DomainSignersBody {
  std::optional<std::vector<DomainSigner>> records;
  static void describe(Shape<DomainSignersBody>& shape);
};
struct DomainAutoRenewBody {
  bool autoRenew = true;
  static void describe(Shape<DomainAutoRenewBody>& shape);
};
struct DomainLinkBody {
  std::optional<Id<Service>> service;
  std::optional<std::string> instance, bucket;
  /// Nothing: the link is taken away. Throws ValidationError for more than one.
  std::optional<DomainLink> link() const;
  static void describe(Shape<DomainLinkBody>& shape);
};
struct DomainRenewBody {
  int years = 1;
  static void describe(Shape<DomainRenewBody>& shape);
};
struct DomainTransferBody {
  std::string authCode;
  static void describe(Shape<DomainTransferBody>& shape);
};
struct DomainRefuseBody {
  std::string reason;
  static void describe(Shape<DomainRefuseBody>& shape);
};
struct DomainConfirmBody {
  bool further = false;
  static void describe(Shape<DomainConfirmBody>& shape);
};
struct DomainAuthCodeView {
  std::optional<std::string> code;
  bool mailed = false;
  static void describe(Shape<DomainAuthCodeView>& shape);
};
struct DomainStepView {
  std::string kind, detail;
  Instant at;
  static void describe(Shape<DomainStepView>& shape);
};

}  // namespace hostler
