#pragma once

#include <hostler/call.hpp>
#include <hostler/dns_types.hpp>
#include <hostler/registrar_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

struct RegistrarTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct RegistrarReport {
  std::string detail;
  std::optional<Cost> balance;
  std::vector<std::string> warnings;

  static constexpr auto members() {
    return std::tuple{field("detail", &RegistrarReport::detail),
                      field("balance", &RegistrarReport::balance),
                      field("warnings", &RegistrarReport::warnings)};
  }
};
struct SetNameservers {
  std::string domain;
  std::vector<std::string> nameservers;
  static constexpr auto members() {
    return std::tuple{field("domain", &SetNameservers::domain),
                      field("nameservers", &SetNameservers::nameservers)};
  }
};
struct SetContacts {
  std::string domain;
  Contacts contacts;
  static constexpr auto members() {
    return std::tuple{field("domain", &SetContacts::domain),
                      field("contacts", &SetContacts::contacts)};
  }
};
/// Turns the transfer lock, or the privacy, of a domain on or off.
struct SwitchDomain {
  std::string domain;
  bool on = true;
  std::optional<Consent> consent;
  static constexpr auto members() {
    return std::tuple{field("domain", &SwitchDomain::domain), field("on", &SwitchDomain::on),
                      field("consent", &SwitchDomain::consent)};
  }
};
struct AuthCode {
  Secret code;  ///< empty where the registry mails it to the registrant instead
  bool mailed = false;
  static constexpr auto members() {
    return std::tuple{field("code", &AuthCode::code), field("mailed", &AuthCode::mailed)};
  }
};
struct SetDelegation {
  std::string domain;
  std::vector<DelegationSigner> signers;  ///< empty: DNSSEC off
  static constexpr auto members() {
    return std::tuple{field("domain", &SetDelegation::domain),
                      field("signers", &SetDelegation::signers)};
  }
};
struct ListTlds {
  static constexpr auto members() { return std::tuple{}; }
};
struct Tld {
  std::string name;
  std::optional<Cost> registerCost, renewCost, transferCost;
  int shortestYears = 1, longestYears = 10;
  std::vector<std::string> agreements, extra;
  static constexpr auto members() {
    return std::tuple{field("name", &Tld::name),
                      field("register_cost", &Tld::registerCost),
                      field("renew_cost", &Tld::renewCost),
                      field("transfer_cost", &Tld::transferCost),
                      optionalField("shortest_years", &Tld::shortestYears),
                      optionalField("longest_years", &Tld::longestYears),
                      field("agreements", &Tld::agreements),
                      field("extra", &Tld::extra)};
  }
};
struct Tlds {
  std::vector<Tld> tlds;
  static constexpr auto members() { return std::tuple{field("tlds", &Tlds::tlds)}; }
};
struct ListRegistrations {
  std::string cursor;
  int limit = 100;
  static constexpr auto members() {
    return std::tuple{optionalField("cursor", &ListRegistrations::cursor),
                      optionalField("limit", &ListRegistrations::limit)};
  }
};
struct RegistrationPage {
  std::vector<Registration> registrations;
  std::optional<std::string> nextCursor;
  static constexpr auto members() {
    return std::tuple{field("registrations", &RegistrationPage::registrations),
                      field("next_cursor", &RegistrationPage::nextCursor)};
  }
};

/// "registrar/1". A name that is taken is an answer, not an error.
class Registrar {
 public:
  using Kind = Registrar;
  static constexpr std::string_view kKind = "registrar/1";
  virtual ~Registrar() = default;

  virtual Reply<RegistrarReport> testConnection(const Call&, const RegistrarTest&) = 0;
  virtual Reply<Availabilities> check(const Call&, const CheckDomains&) = 0;
  virtual Reply<Registration> registerDomain(const Call&, const RegisterDomain&) = 0;
  virtual Reply<Registration> renew(const Call&, const RenewDomain&) = 0;
  /// Settles an Unknown register, renew or transfer: what our account holds now.
  virtual Reply<LocatedRegistration> locate(const Call&, const DomainRequest&) = 0;

  virtual Reply<Suggestions> suggest(const Call&, const SuggestDomains&) { return unsupported(); }
  virtual Reply<Registration> transfer(const Call&, const TransferDomain&) { return unsupported(); }
  virtual Reply<Registration> setNameservers(const Call&, const SetNameservers&) {
    return unsupported();
  }
  virtual Reply<Contacts> contacts(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<Registration> setContacts(const Call&, const SetContacts&) { return unsupported(); }
  virtual Reply<Registration> setLock(const Call&, const SwitchDomain&) { return unsupported(); }
  virtual Reply<Registration> setPrivacy(const Call&, const SwitchDomain&) { return unsupported(); }
  virtual Reply<AuthCode> authCode(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<Registration> setDelegation(const Call&, const SetDelegation&) {
    return unsupported();
  }
  virtual Reply<Registration> cancel(const Call&, const DomainRequest&) { return unsupported(); }
  virtual Reply<Tlds> tlds(const Call&, const ListTlds&) { return unsupported(); }
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
    verbs.add("suggest", &Plugin::suggest);
    verbs.add("transfer", &Plugin::transfer);
    verbs.add("set_nameservers", &Plugin::setNameservers);
    verbs.add("contacts", &Plugin::contacts);
    verbs.add("set_contacts", &Plugin::setContacts);
    verbs.add("set_lock", &Plugin::setLock);
    verbs.add("set_privacy", &Plugin::setPrivacy);
    verbs.add("auth_code", &Plugin::authCode);
    verbs.add("set_delegation", &Plugin::setDelegation);
    verbs.add("cancel", &Plugin::cancel);
    verbs.add("tlds", &Plugin::tlds);
    verbs.add("registrations", &Plugin::registrations);
  }
};

}  // namespace hostler::sdk
