#include "modules/accounts/registration.h"

#include "modules/accounts/user.h"

namespace hostler {
namespace {

void put(Json& json, const char* name, const std::optional<std::string>& value) {
  if (value) json[name] = *value;
}

std::optional<std::string> optionalText(const Json& json, const char* name) {
  return json.contains(name) ? std::optional{json.at(name).get<std::string>()} : std::nullopt;
}

}  // namespace

std::string RegistrationProfile::json() const {
  Json json{{"first_name", firstName},
            {"last_name", lastName},
            {"line1", address.line1},
            {"line2", address.line2},
            {"city", address.city},
            {"postal_code", address.postalCode},
            {"state_name", address.stateName},
            {"state_code", address.stateCode},
            {"country", address.country}};
  put(json, "company", company);
  put(json, "gstin", gstin);
  put(json, "pan_last4", panLast4);
  return dump(json);
}

RegistrationProfile RegistrationProfile::ofJson(const std::string& text) {
  const auto json = Json::parse(text);
  RegistrationProfile profile;
  profile.firstName = json.at("first_name");
  profile.lastName = json.at("last_name");
  profile.company = optionalText(json, "company");
  profile.gstin = optionalText(json, "gstin");
  profile.panLast4 = optionalText(json, "pan_last4");
  profile.address = {json.at("line1"),       json.at("line2"),      json.at("city"),
                     json.at("postal_code"), json.at("state_name"), json.at("state_code"),
                     json.at("country")};
  return profile;
}

namespace registration_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO registrations (id, tenant_id, handle_hash, state, taken, username, email, email_key, phone, password_hash,
                             otp_channel, language, expires_at, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSelect =
    "SELECT * FROM registrations WHERE tenant_id = ? AND handle_hash = ? AND expires_at > ?";
constexpr auto kSelectLocked =
    "SELECT * FROM registrations WHERE tenant_id = ? AND handle_hash = ? AND expires_at > ? "
    "{for_update}";
constexpr auto kSelectPending = R"sql(
  SELECT * FROM registrations WHERE tenant_id = ? AND email_key = ? AND state = 'pending' AND expires_at > ?
   ORDER BY id DESC LIMIT 1)sql";
constexpr auto kSaveState = "UPDATE registrations SET state = ? WHERE id = ?";
constexpr auto kSaveProfile = "UPDATE registrations SET profile = ?, pan = ? WHERE id = ?";
// Its own copy of what is personal goes with its end.
constexpr auto kComplete = R"sql(
  UPDATE registrations SET state = 'completed', account_id = ?, password_hash = '', profile = NULL, pan = NULL WHERE id = ?)sql";
constexpr auto kPrune = "DELETE FROM registrations WHERE expires_at < ?";

Registration registrationOf(const db::Row& row) {
  Registration registration;
  registration.id = row.id<Registration>("id");
  registration.tenant = row.id<Tenant>("tenant_id");
  registration.state = row.get<RegistrationState>("state");
  registration.taken = row.flag("taken");
  registration.username = row.text("username");
  registration.email = row.text("email");
  registration.phone = row.text("phone");
  registration.passwordHash = row.text("password_hash");
  registration.channel = row.get<MessageChannel>("otp_channel");
  registration.language = row.text("language");
  if (!row.isNull("profile"))
    registration.profile = RegistrationProfile::ofJson(row.text("profile"));
  registration.sealedPan = row.get<std::optional<db::Blob>>("pan");
  registration.expiresAt = row.instant("expires_at");
  registration.createdAt = row.instant("created_at");
  return registration;
}

}  // namespace

const SealedColumn kPan{"registrations", "id", "pan"};

void insert(db::Transaction& tx, const Registration& r, const std::string& handleHash) {
  tx.execute(kInsert, r.id, r.tenant, handleHash, r.state, r.taken, r.username, r.email,
             lookupKey(r.email), r.phone, r.passwordHash, r.channel, r.language, r.expiresAt,
             r.createdAt);
}

std::optional<Registration> find(db::Reader& reader, Id<Tenant> tenant,
                                 const std::string& handleHash, Instant now) {
  return reader.query(kSelect, tenant, handleHash, now).first(registrationOf);
}

std::optional<Registration> lock(db::Transaction& tx, Id<Tenant> tenant,
                                 const std::string& handleHash, Instant now) {
  return tx.query(kSelectLocked, tenant, handleHash, now).first(registrationOf);
}

std::optional<Registration> pendingByEmail(db::Reader& reader, Id<Tenant> tenant,
                                           const std::string& email, Instant now) {
  return reader.query(kSelectPending, tenant, lookupKey(email), now).first(registrationOf);
}

void saveState(db::Transaction& tx, Id<Registration> id, RegistrationState state) {
  tx.execute(kSaveState, state, id);
}

void saveProfile(db::Transaction& tx, Id<Registration> id, const RegistrationProfile& profile,
                 const std::optional<db::Blob>& pan) {
  tx.execute(kSaveProfile, profile.json(), pan, id);
}

void complete(db::Transaction& tx, Id<Registration> id, Id<Account> account) {
  tx.execute(kComplete, account, id);
}

std::int64_t prune(db::Transaction& tx, Instant now) {
  return tx.execute(kPrune, now);
}

}  // namespace registration_repository
}  // namespace hostler
