#pragma once

#include "core/json/json.h"
#include "core/shape/shape.h"
#include "modules/domains/domains.h"

namespace hostler {

// Tasks of the queue.

/// Does at the registrar what a term was paid for.
struct FulfilTerm {
  static constexpr std::string_view kKind = "domains.fulfil";
  Id<Domain> domain;
  Id<DomainTerm> term;
  static void describe(Shape<FulfilTerm>& shape) {
    shape.field("domain", &FulfilTerm::domain);
    shape.field("term", &FulfilTerm::term);
  }
};

/// Changes what a domain's owner may choose: name servers, contacts, lock, privacy.
struct ChangeDomain {
  static constexpr std::string_view kKind = "domains.change";
  Id<Domain> domain;
  std::string verb;               ///< of the plugin: "set_nameservers"
  Json members = Json::object();  ///< contacts are with the wish
  std::int64_t revision = 0;      ///< of the wish; carried out while it is the newest
  static void describe(Shape<ChangeDomain>& shape) {
    shape.field("domain", &ChangeDomain::domain);
    shape.field("verb", &ChangeDomain::verb);
    shape.field("members", &ChangeDomain::members);
    shape.field("revision", &ChangeDomain::revision).withDefault();
  }
};

/// Looks at one domain at its registrar, whose word wins.
struct SyncDomain {
  static constexpr std::string_view kKind = "domains.sync";
  Id<Domain> domain;
  static void describe(Shape<SyncDomain>& shape) { shape.field("domain", &SyncDomain::domain); }
};

/// Has a tenant's domains looked at, those first that nobody has looked at for longest.
struct SyncDomains {
  static constexpr std::string_view kKind = "domains.sync_all";
  static void describe(Shape<SyncDomains>&) {}
};

/// A tenant's day: renewals are invoiced, notices given, what has expired moves on.
struct KeepDomains {
  static constexpr std::string_view kKind = "domains.daily";
  static void describe(Shape<KeepDomains>&) {}
};

}  // namespace hostler
