#pragma once

// What the verbs of "registrar/1" take and answer, beside a Registration.

#include <hostler/dns_types.hpp>
#include <hostler/registrar_types.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

struct RegistrarTest {
  static constexpr auto members() { return std::tuple{}; }
};
/// `warnings`: what works not at all, or not yet, although the credentials are right.
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

struct DomainRequest {
  std::string domain;
  static constexpr auto members() { return std::tuple{field("domain", &DomainRequest::domain)}; }
};

/// `since`: when the customer agreed to the purchase or transfer that is looked for. What the
/// account holds since before then is another order's, and is not found.
struct LocateDomain {
  std::string domain;
  std::optional<std::int64_t> since;
  static constexpr auto members() {
    return std::tuple{field("domain", &LocateDomain::domain), field("since", &LocateDomain::since)};
  }
};
struct LocatedRegistration {
  std::optional<Registration> registration;
  static constexpr auto members() {
    return std::tuple{field("registration", &LocatedRegistration::registration)};
  }
};

// --- check, suggest ---

struct CheckDomains {
  std::vector<std::string> domains;
  bool forTransfer = false;
  bool definitive = false;  ///< ask the registry itself, not a cache

  static constexpr auto members() {
    return std::tuple{field("domains", &CheckDomains::domains),
                      optionalField("for_transfer", &CheckDomains::forTransfer),
                      optionalField("definitive", &CheckDomains::definitive)};
  }
};
/// `offered` false: this registrar does not sell that name at all. `reason`: why not available.
struct Availability {
  std::string domain;
  bool available = false, definitive = false, offered = true;
  std::optional<Cost> cost;
  std::string reason;

  static constexpr auto members() {
    return std::tuple{field("domain", &Availability::domain),
                      field("available", &Availability::available),
                      field("definitive", &Availability::definitive),
                      optionalField("offered", &Availability::offered),
                      field("cost", &Availability::cost),
                      optionalField("reason", &Availability::reason)};
  }
};
struct Availabilities {
  std::vector<Availability> domains;  ///< in the order of the request
  static constexpr auto members() { return std::tuple{field("domains", &Availabilities::domains)}; }
};

struct SuggestDomains {
  std::string query;
  std::vector<std::string> tlds;
  int limit = 10;

  static constexpr auto members() {
    return std::tuple{field("query", &SuggestDomains::query), field("tlds", &SuggestDomains::tlds),
                      optionalField("limit", &SuggestDomains::limit)};
  }
};
struct Suggestions {
  std::vector<std::string> domains;
  static constexpr auto members() { return std::tuple{field("domains", &Suggestions::domains)}; }
};

// --- register, renew, transfer ---

struct RegisterDomain {
  std::string reference, domain;
  int years = 1;
  Contacts contacts;
  std::vector<std::string> nameservers;
  bool privacy = false;
  Consent consent;
  /// Above it the purchase is refused: NeedsAttention "cost_raised".
  std::optional<Cost> highestCost;
  std::map<std::string, std::string> extra;  ///< what `registration_fields` names for this TLD

  static constexpr auto members() {
    return std::tuple{field("reference", &RegisterDomain::reference),
                      field("domain", &RegisterDomain::domain),
                      field("years", &RegisterDomain::years),
                      field("contacts", &RegisterDomain::contacts),
                      field("nameservers", &RegisterDomain::nameservers),
                      optionalField("privacy", &RegisterDomain::privacy),
                      field("consent", &RegisterDomain::consent),
                      field("highest_cost", &RegisterDomain::highestCost),
                      field("extra", &RegisterDomain::extra)};
  }
};
struct RenewDomain {
  std::string domain;
  int years = 1;
  /// The expiry that we know: a renewal that already happened is noticed by it.
  std::int64_t expiresAt = 0;
  std::optional<Cost> highestCost;
  std::optional<Consent> consent;  ///< where the customer asked for this very renewal

  static constexpr auto members() {
    return std::tuple{field("domain", &RenewDomain::domain), field("years", &RenewDomain::years),
                      field("expires_at", &RenewDomain::expiresAt),
                      field("highest_cost", &RenewDomain::highestCost),
                      field("consent", &RenewDomain::consent)};
  }
};
/// From redemption. `highestCost` is held against fee and renewal together.
struct RestoreDomain {
  std::string domain;
  int years = 1;
  std::int64_t expiresAt = 0;  ///< the expiry that we know: a restored domain has a later one
  std::optional<Cost> highestCost;
  std::optional<Consent> consent;  ///< where the customer asked for it

  static constexpr auto members() {
    return std::tuple{field("domain", &RestoreDomain::domain),
                      field("years", &RestoreDomain::years),
                      field("expires_at", &RestoreDomain::expiresAt),
                      field("highest_cost", &RestoreDomain::highestCost),
                      field("consent", &RestoreDomain::consent)};
  }
};
struct TransferDomain {
  std::string reference, domain;
  Secret authCode;
  int years = 1;
  Contacts contacts;
  bool privacy = false;
  Consent consent;
  std::optional<Cost> highestCost;

  static constexpr auto members() {
    return std::tuple{field("reference", &TransferDomain::reference),
                      field("domain", &TransferDomain::domain),
                      field("auth_code", &TransferDomain::authCode),
                      field("years", &TransferDomain::years),
                      field("contacts", &TransferDomain::contacts),
                      optionalField("privacy", &TransferDomain::privacy),
                      field("consent", &TransferDomain::consent),
                      field("highest_cost", &TransferDomain::highestCost)};
  }
};

// --- a domain's settings ---

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
/// Turns the transfer lock, the privacy or the registrar's own renewal of a domain on or off.
/// Privacy that is turned on wants a consent.
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
  std::vector<DelegationSigner> signers;  ///< all that shall be there; empty: DNSSEC off
  static constexpr auto members() {
    return std::tuple{field("domain", &SetDelegation::domain),
                      field("signers", &SetDelegation::signers)};
  }
};
/// Asks the registrar to mail the registrant once more, who has to confirm the address.
struct VerificationMail {
  bool sent = true;
  static constexpr auto members() { return std::tuple{field("sent", &VerificationMail::sent)}; }
};

// --- records in the registrar's own name servers ---

/// A change names whole record sets, so that sending it twice changes nothing.
struct ChangeDomainRecords {
  std::string domain;
  std::vector<RecordSet> replace;  ///< each takes the place of what has its name and type
  std::vector<RecordSet> remove;   ///< values are ignored: the whole set goes
  static constexpr auto members() {
    return std::tuple{field("domain", &ChangeDomainRecords::domain),
                      field("replace", &ChangeDomainRecords::replace),
                      field("remove", &ChangeDomainRecords::remove)};
  }
};
struct DomainRecords {
  std::vector<RecordSet> records;
  static constexpr auto members() { return std::tuple{field("records", &DomainRecords::records)}; }
};

// --- what is on offer ---

struct ListTlds {
  static constexpr auto members() { return std::tuple{}; }
};
/// Costs are null where the registrar tells them only for one name at a time (`check`).
struct Tld {
  std::string name;  ///< "com", "co.in"
  std::optional<Cost> registerCost, renewCost, transferCost;
  int shortestYears = 1, longestYears = 10;
  static constexpr auto members() {
    return std::tuple{field("name", &Tld::name),
                      field("register_cost", &Tld::registerCost),
                      field("renew_cost", &Tld::renewCost),
                      field("transfer_cost", &Tld::transferCost),
                      optionalField("shortest_years", &Tld::shortestYears),
                      optionalField("longest_years", &Tld::longestYears)};
  }
};
struct Tlds {
  std::vector<Tld> tlds;
  static constexpr auto members() { return std::tuple{field("tlds", &Tlds::tlds)}; }
};

/// What a customer must read and agree to before these TLDs are bought (or moved in), now.
struct ListAgreements {
  std::vector<std::string> tlds;
  bool privacy = false, forTransfer = false;
  static constexpr auto members() {
    return std::tuple{field("tlds", &ListAgreements::tlds),
                      optionalField("privacy", &ListAgreements::privacy),
                      optionalField("for_transfer", &ListAgreements::forTransfer)};
  }
};
/// `content` is the registrar's own HTML: untrusted, to be shown in a frame of its own.
struct Agreement {
  std::string key;  ///< what Consent.agreements lists
  std::string title, url, content;
  static constexpr auto members() {
    return std::tuple{field("key", &Agreement::key), field("title", &Agreement::title),
                      optionalField("url", &Agreement::url),
                      optionalField("content", &Agreement::content)};
  }
};
struct Agreements {
  std::vector<Agreement> agreements;
  static constexpr auto members() {
    return std::tuple{field("agreements", &Agreements::agreements)};
  }
};

struct TldRequest {
  std::string tld;
  static constexpr auto members() { return std::tuple{field("tld", &TldRequest::tld)}; }
};
/// One member of RegisterDomain.extra.
struct RegistrationField {
  std::string name;
  std::string type;  ///< "text", "number" or "flag"
  bool required = false;
  std::string pattern, defaultValue;
  static constexpr auto members() {
    return std::tuple{field("name", &RegistrationField::name),
                      field("type", &RegistrationField::type),
                      field("required", &RegistrationField::required),
                      optionalField("pattern", &RegistrationField::pattern),
                      optionalField("default", &RegistrationField::defaultValue)};
  }
};
struct RegistrationFields {
  std::vector<RegistrationField> fields;
  static constexpr auto members() {
    return std::tuple{field("fields", &RegistrationFields::fields)};
  }
};

// --- what the account holds ---

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

}  // namespace hostler::sdk
