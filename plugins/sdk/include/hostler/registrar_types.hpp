#pragma once

// What crosses for "registrar/1". Domain names are A-labels in lower case, without a final dot.
// Times are whole seconds since 1970 (UTC). Costs are exact decimals as text, since a registrar may
// quote fractions of a cent.

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// What the registrar takes from us, for `years` years.
struct Cost {
  std::string amount;  ///< "11.99"
  std::string currency;
  int years = 1;

  static constexpr auto members() {
    return std::tuple{field("amount", &Cost::amount), field("currency", &Cost::currency),
                      field("years", &Cost::years)};
  }
};

struct Contact {
  std::string firstName, lastName, organization, email, phone;  ///< phone as +CC.NNNN
  std::string line1, line2, city, state, postalCode, country;   ///< country as ISO 3166-1 alpha-2

  static constexpr auto members() {
    return std::tuple{field("first_name", &Contact::firstName),
                      field("last_name", &Contact::lastName),
                      optionalField("organization", &Contact::organization),
                      field("email", &Contact::email),
                      field("phone", &Contact::phone),
                      field("line1", &Contact::line1),
                      optionalField("line2", &Contact::line2),
                      field("city", &Contact::city),
                      field("state", &Contact::state),
                      field("postal_code", &Contact::postalCode),
                      field("country", &Contact::country)};
  }
};
struct Contacts {
  Contact registrant;
  std::optional<Contact> admin, tech, billing;  ///< absent: the registrant

  static constexpr auto members() {
    return std::tuple{field("registrant", &Contacts::registrant), field("admin", &Contacts::admin),
                      field("tech", &Contacts::tech), field("billing", &Contacts::billing)};
  }
};

/// What the customer agreed to, when, and from where. Registrars ask for the customer's own address
/// and time.
struct Consent {
  std::vector<std::string> agreements;
  std::string agreedFrom;  ///< IP address
  std::int64_t agreedAt = 0;

  static constexpr auto members() {
    return std::tuple{field("agreements", &Consent::agreements),
                      field("agreed_from", &Consent::agreedFrom),
                      field("agreed_at", &Consent::agreedAt)};
  }
};

enum class RegistrationState {
  Pending = 1,
  Active,
  Expired,
  Redemption,
  Transferring,
  TransferredAway,
  Cancelled,
  Failed,
  Review
};
template <>
struct Words<RegistrationState> {
  static constexpr std::pair<RegistrationState, std::string_view> kAll[] = {
      {RegistrationState::Pending, "pending"},
      {RegistrationState::Active, "active"},
      {RegistrationState::Expired, "expired"},
      {RegistrationState::Redemption, "redemption"},
      {RegistrationState::Transferring, "transferring"},
      {RegistrationState::TransferredAway, "transferred_away"},
      {RegistrationState::Cancelled, "cancelled"},
      {RegistrationState::Failed, "failed"},
      {RegistrationState::Review, "review"}};
};

/// A domain in our account at the registrar.
struct Registration {
  std::string domain, id;
  RegistrationState state = RegistrationState::Pending;
  std::string providerState;
  std::optional<std::int64_t> expiresAt, createdAt;
  bool autoRenew = false, locked = false, privacy = false;
  std::vector<std::string> nameservers;
  std::optional<Cost> cost;  ///< what this operation took

  static constexpr auto members() {
    return std::tuple{field("domain", &Registration::domain),
                      optionalField("id", &Registration::id),
                      field("state", &Registration::state),
                      optionalField("provider_state", &Registration::providerState),
                      field("expires_at", &Registration::expiresAt),
                      field("created_at", &Registration::createdAt),
                      optionalField("auto_renew", &Registration::autoRenew),
                      optionalField("locked", &Registration::locked),
                      optionalField("privacy", &Registration::privacy),
                      field("nameservers", &Registration::nameservers),
                      field("cost", &Registration::cost)};
  }
};

struct DomainRequest {
  std::string domain;
  static constexpr auto members() { return std::tuple{field("domain", &DomainRequest::domain)}; }
};

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
  std::vector<Availability> domains;
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

struct RegisterDomain {
  std::string reference, domain;
  int years = 1;
  Contacts contacts;
  std::vector<std::string> nameservers;
  bool privacy = false;
  Consent consent;
  std::optional<Cost>
      highestCost;  ///< above it the purchase is refused: NeedsAttention "cost_raised"
  std::map<std::string, std::string> extra;  ///< what this TLD wants besides

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
  std::int64_t expiresAt =
      0;  ///< the expiry that we know: a renewal that already happened is noticed by it
  std::optional<Cost> highestCost;

  static constexpr auto members() {
    return std::tuple{field("domain", &RenewDomain::domain), field("years", &RenewDomain::years),
                      field("expires_at", &RenewDomain::expiresAt),
                      field("highest_cost", &RenewDomain::highestCost)};
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
struct LocatedRegistration {
  std::optional<Registration> registration;
  static constexpr auto members() {
    return std::tuple{field("registration", &LocatedRegistration::registration)};
  }
};

}  // namespace hostler::sdk
