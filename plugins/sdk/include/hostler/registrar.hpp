#pragma once

#include <hostler/call.hpp>
#include <hostler/registrar_requests.hpp>
#include <hostler/registrar_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "registrar/1". A name that is taken is an answer, not an error. Verbs are called from any
/// thread.
class Registrar {
 public:
  using Kind = Registrar;
  static constexpr std::string_view kKind = "registrar/1";
  virtual ~Registrar() = default;

  virtual Reply<RegistrarReport> testConnection(const Call&, const RegistrarTest&) = 0;
  virtual Reply<Availabilities> check(const Call&, const CheckDomains&) = 0;
  /// Pending until the registry has it: `locate` tells the end.
  virtual Reply<Registration> registerDomain(const Call&, const RegisterDomain&) = 0;
  virtual Reply<Registration> renew(const Call&, const RenewDomain&) = 0;
  /// Settles an Unknown register, renew or transfer: what our account holds now.
  virtual Reply<LocatedRegistration> locate(const Call&, const LocateDomain&) = 0;

  /// Brings a domain back from redemption, with the years it is renewed for. Of one that is back
  /// already nothing is bought: Succeeded. Pending while the registry is at it.
  virtual Reply<Registration> restore(const Call&, const RestoreDomain&) { return unsupported(); }
  virtual Reply<Suggestions> suggest(const Call&, const SuggestDomains&) { return unsupported(); }
  /// Pending for days: `locate` tells the end.
  virtual Reply<Registration> transfer(const Call&, const TransferDomain&) { return unsupported(); }
  virtual Reply<Registration> setNameservers(const Call&, const SetNameservers&) {
    return unsupported();
  }
  virtual Reply<Contacts> contacts(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<Registration> setContacts(const Call&, const SetContacts&) { return unsupported(); }
  virtual Reply<VerificationMail> resendVerification(const Call&, const DomainRequest&) {
    return unsupported();
  }
  virtual Reply<Registration> setLock(const Call&, const SwitchDomain&) { return unsupported(); }
  virtual Reply<Registration> setPrivacy(const Call&, const SwitchDomain&) { return unsupported(); }
  virtual Reply<Registration> setAutoRenew(const Call&, const SwitchDomain&) {
    return unsupported();
  }
  virtual Reply<AuthCode> authCode(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<Registration> setDelegation(const Call&, const SetDelegation&) {
    return unsupported();
  }
  virtual Reply<Registration> cancel(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<DomainRecords> records(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<DomainRecords> changeRecords(const Call&, const ChangeDomainRecords&) {
    return unsupported();
  }
  virtual Reply<Tlds> tlds(const Call&, const ListTlds&) { return unsupported(); }
  virtual Reply<Agreements> agreements(const Call&, const ListAgreements&) { return unsupported(); }
  virtual Reply<RegistrationFields> registrationFields(const Call&, const TldRequest&) {
    return unsupported();
  }
  virtual Reply<RegistrationPage> registrations(const Call&, const ListRegistrations&) {
    return unsupported();
  }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Registrar>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("check", &Plugin::check);
    verbs.add("register", &Plugin::registerDomain);
    verbs.add("renew", &Plugin::renew);
    verbs.add("locate", &Plugin::locate);
    verbs.add("restore", &Plugin::restore);
    verbs.add("suggest", &Plugin::suggest);
    verbs.add("transfer", &Plugin::transfer);
    verbs.add("set_nameservers", &Plugin::setNameservers);
    verbs.add("contacts", &Plugin::contacts);
    verbs.add("set_contacts", &Plugin::setContacts);
    verbs.add("resend_verification", &Plugin::resendVerification);
    verbs.add("set_lock", &Plugin::setLock);
    verbs.add("set_privacy", &Plugin::setPrivacy);
    verbs.add("set_auto_renew", &Plugin::setAutoRenew);
    verbs.add("auth_code", &Plugin::authCode);
    verbs.add("set_delegation", &Plugin::setDelegation);
    verbs.add("cancel", &Plugin::cancel);
    verbs.add("records", &Plugin::records);
    verbs.add("change_records", &Plugin::changeRecords);
    verbs.add("tlds", &Plugin::tlds);
    verbs.add("agreements", &Plugin::agreements);
    verbs.add("registration_fields", &Plugin::registrationFields);
    verbs.add("registrations", &Plugin::registrations);
  }
};

}  // namespace hostler::sdk
