#pragma once

// What crosses for "registrar/1". Domain names are A-labels in lower case, without a final dot.
// Times are whole seconds since 1970 (UTC). Costs are exact decimals as text, since a registrar may
// quote fractions of a cent.

#include <hostler/fields.hpp>

#include <cstdint>
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

/// A person or an organization behind a domain.
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
/// and time, and each wants its own agreements, which change: `agreements` lists those of now.
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
  Pending = 1,  ///< bought, not set up yet
  Active,
  Expired,       ///< can still be renewed
  Redemption,    ///< can only be restored, at a price
  Transferring,  ///< on its way in
  TransferredAway,
  Cancelled,
  Failed,
  Review  ///< held, suspended, disputed, or a word that is not known: for a person
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
  std::optional<Cost> cost;       ///< what this operation took
  std::optional<Cost> renewCost;  ///< what a renewal takes now, where the registrar told

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
                      field("cost", &Registration::cost),
                      field("renew_cost", &Registration::renewCost)};
  }
};

}  // namespace hostler::sdk
