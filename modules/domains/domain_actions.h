#pragma once

#include "core/secrets/secret.h"
#include "modules/domains/domain_contacts.h"
#include "modules/domains/domain_renewals.h"
#include "modules/domains/domain_signers.h"
#include "modules/domains/registrar_work.h"

namespace hostler {

/// Whether what a domain is to lead to is this client's.
using DomainLinkCheck =
    std::function<bool(db::Reader&, const Scope&, DomainLinkKind kind, const std::string& to)>;

/// What people do with domains.
class DomainActions {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    DomainRepository& domains;
    DomainDesk& desk;
    DomainRenewals& renewals;
    RegistrarWork& work;
    Operations& operations;
    AuditLog& audit;
    jobs::Queue& queue;
    DomainLinkCheck isLinkable;
    DomainZoneLook zone = {};
  };
  explicit DomainActions(Parts parts) : parts_{std::move(parts)} {}

  using Job = std::optional<Id<jobs::Job>>;

  Domain get(const Scope& scope, Id<Domain> id);
  void setAutoRenew(const Actor& actor, Id<Domain> id, bool on);
  /// Nothing: it leads nowhere. Throws ValidationError for what is not the client's.
  void setLink(const Actor& actor, Id<Domain> id, const std::optional<DomainLink>& link);
  Job setNameservers(const Actor& actor, Id<Domain> id, const std::vector<std::string>& hosts);
  /// Of a domain that is not registered yet they are only kept. Else the job that brings them to
  /// the registrar.
  Job setContacts(const Actor& actor, Id<Domain> id, const DomainContacts& contacts);
  Job setLock(const Actor& actor, Id<Domain> id, bool on);
  Job setPrivacy(const Actor& actor, Id<Domain> id, bool on);

  /// Has the registry publish these DS records, all that there are to be; nothing: those of the
  /// keys that its zone is signed with here. Throws 409 `not_supported`, `zone_not_signed` and
  /// `zone_not_delegated`, ValidationError where nothing was given and there is no zone.
  Job setSigners(const Actor& actor, Id<Domain> id,
                 const std::optional<std::vector<DomainSigner>>& given);
  Job removeSigners(const Actor& actor, Id<Domain> id);

  struct Code {
    Secret code;          ///< empty where it was mailed
    bool mailed = false;  ///< the registry mails it to the registrant
  };
  Code revealAuthCode(const Actor& actor, Id<Domain> id);
  /// What the registrar shows of it now, and our own record where it does not answer.
  Json whois(const Scope& scope, Id<Domain> id);
  /// Throws 403 `step_up_required` where the tenant wants a factor for purchases.
  Invoice renew(const Actor& actor, Id<Domain> id, int years);
  /// Gives a transfer that waits for it another code.
  Job setTransferCode(const Actor& actor, Id<Domain> id, const Secret& code);

  Job sync(const Actor& actor, Id<Domain> id);
  /// Takes up again what waits for a person.
  Job retry(const Actor& actor, Id<Domain> id);
  /// A person decides about a paid renewal that waits since the registrar shows the domain renewed
  /// already. `further`: it is made all the same, and adds to that expiry; else that is this
  /// renewal, which the person has made at the registrar, and nothing is sent. Throws 409
  /// `domain_state` where none waits so.
  Job confirmRenewal(const Actor& actor, Id<Domain> id, bool further);
  /// A person decides that it cannot be had: what was paid becomes credit.
  void refuse(const Actor& actor, Id<Domain> id, const std::string& reason);

 private:
  std::vector<DomainSigner> signersOfZone(const Domain& domain);
  Domain lockHeld(db::Transaction& tx, const Actor& actor, Id<Domain> id,
                  const std::string& wanted);
  Job change(const Actor& actor, Id<Domain> id, const std::string& verb, Json members,
             const std::string& wanted);

  Parts parts_;
};

}  // namespace hostler
