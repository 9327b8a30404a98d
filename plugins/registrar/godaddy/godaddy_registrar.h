#pragma once

#include "customer.h"
#include "domain_finder.h"
#include "godaddy_client.h"
#include "purchase_terms.h"
#include "settings.h"

#include <hostler/registrar.hpp>

#include <functional>

namespace hostler::godaddy {

/// One account at GoDaddy. What costs money is looked for before it is bought and read back after
/// it was; every other change is judged by the domain's state that is read after it.
class GodaddyRegistrar final : public sdk::Registrar {
 public:
  /// `now` is what the limit of requests counts by.
  explicit GodaddyRegistrar(const sdk::Context& context,
                            RequestLimiter::Now now = &std::chrono::steady_clock::now);

  sdk::Reply<sdk::RegistrarReport> testConnection(const sdk::Call&,
                                                  const sdk::RegistrarTest&) override;
  sdk::Reply<sdk::LocatedRegistration> locate(const sdk::Call&, const sdk::LocateDomain&) override;
  sdk::Reply<sdk::RegistrationPage> registrations(const sdk::Call&,
                                                  const sdk::ListRegistrations&) override;
  sdk::Reply<sdk::AuthCode> authCode(const sdk::Call&, const sdk::DomainRequest&) override;

  // offer_verbs.cpp
  sdk::Reply<sdk::Availabilities> check(const sdk::Call&, const sdk::CheckDomains&) override;
  sdk::Reply<sdk::Suggestions> suggest(const sdk::Call&, const sdk::SuggestDomains&) override;
  sdk::Reply<sdk::Tlds> tlds(const sdk::Call&, const sdk::ListTlds&) override;
  sdk::Reply<sdk::Agreements> agreements(const sdk::Call&, const sdk::ListAgreements&) override;
  sdk::Reply<sdk::RegistrationFields> registrationFields(const sdk::Call&,
                                                         const sdk::TldRequest&) override;

  // purchase_verbs.cpp
  sdk::Reply<sdk::Registration> registerDomain(const sdk::Call&,
                                               const sdk::RegisterDomain&) override;
  sdk::Reply<sdk::Registration> transfer(const sdk::Call&, const sdk::TransferDomain&) override;

  // renew_verb.cpp
  sdk::Reply<sdk::Registration> renew(const sdk::Call&, const sdk::RenewDomain&) override;

  // restore_verb.cpp
  sdk::Reply<sdk::Registration> restore(const sdk::Call&, const sdk::RestoreDomain&) override;

  // setting_verbs.cpp
  sdk::Reply<sdk::Registration> setNameservers(const sdk::Call&,
                                               const sdk::SetNameservers&) override;
  sdk::Reply<sdk::Contacts> contacts(const sdk::Call&, const sdk::DomainRequest&) override;
  sdk::Reply<sdk::Registration> setContacts(const sdk::Call&, const sdk::SetContacts&) override;
  sdk::Reply<sdk::VerificationMail> resendVerification(const sdk::Call&,
                                                       const sdk::DomainRequest&) override;
  sdk::Reply<sdk::Registration> setLock(const sdk::Call&, const sdk::SwitchDomain&) override;
  sdk::Reply<sdk::Registration> setPrivacy(const sdk::Call&, const sdk::SwitchDomain&) override;
  sdk::Reply<sdk::Registration> setAutoRenew(const sdk::Call&, const sdk::SwitchDomain&) override;
  sdk::Reply<sdk::Registration> cancel(const sdk::Call&, const sdk::DomainRequest&) override;

  // delegation_verbs.cpp
  sdk::Reply<sdk::Registration> setDelegation(const sdk::Call&, const sdk::SetDelegation&) override;

  // record_verbs.cpp
  sdk::Reply<sdk::DomainRecords> records(const sdk::Call&, const sdk::DomainRequest&) override;
  sdk::Reply<sdk::DomainRecords> changeRecords(const sdk::Call&,
                                               const sdk::ChangeDomainRecords&) override;

 private:
  using Wanted = std::function<bool(const HeldDomain&)>;
  struct Renewal;

  /// Reads the domain; unless it is as wanted already, sends the request and reads it again.
  sdk::Reply<sdk::Registration> change(const sdk::Call&, const std::string& domain,
                                       const std::function<sdk::Reply<Request>()>& request,
                                       const Wanted& isWanted);
  /// What an earlier attempt at this very order made, its answer lost. Permanent "domain_exists"
  /// where the account holds the domain for another order.
  sdk::Reply<std::optional<sdk::Registration>> earlier(const sdk::Call&, const std::string& domain,
                                                       const sdk::Consent&,
                                                       const sdk::Contact& registrant) const;
  /// Buys, and reads what came of it. `order` is a RegisterDomain or a TransferDomain.
  template <class Purchase>
  sdk::Reply<sdk::Registration> buy(const sdk::Call&, const Purchase& order, const Request&) const;
  sdk::Reply<sdk::Json> extraMembers(const sdk::Call&, const sdk::RegisterDomain&) const;
  sdk::Reply<Renewal> prepareRenewal(const sdk::Call&, const sdk::RenewDomain&) const;
  sdk::Reply<std::vector<sdk::DelegationSigner>> signersOf(const sdk::Call&,
                                                           const std::string& customer,
                                                           const std::string& domain) const;
  sdk::Reply<sdk::Json> recordsOf(const sdk::Call&, const std::string& domain) const;

  const Settings settings_;
  const GodaddyClient client_;
  const DomainFinder finder_{client_};
  const PurchaseTerms terms_{client_};
  const Customer customer_;
};

/// Succeeded, or Pending while the order or transfer is on its way.
sdk::Reply<sdk::Registration> settled(sdk::Registration registration);

}  // namespace hostler::godaddy
