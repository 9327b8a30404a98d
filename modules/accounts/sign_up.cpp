#include "modules/accounts/sign_up.h"

#include "core/secrets/digest.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/stranger.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

constexpr std::string_view kHandlePrefix = "reg_";

std::string hashOf(const std::string& handle) {
  return hex(sha256(handle));
}

Destination destinationOf(const Registration& registration) {
  return {registration.channel,
          registration.channel == MessageChannel::Email ? registration.email : registration.phone};
}

DomainError notVerified() {
  return {"registration_not_verified", 409, "Enter the code that was sent first."};
}

}  // namespace

void RegisterBody::describe(Shape<RegisterBody>& shape) {
  shape.field("username", &RegisterBody::username)
      .matches("username", isUsername, "malformed",
               "must be 3 to 64 letters, digits, dots, dashes and underscores");
  shape.field("email", &RegisterBody::email).email();
  shape.field("phone", &RegisterBody::phone).length(4, 40);
  shape.field("password", &RegisterBody::password)
      .length(kLeastPasswordCharacters, kMostPasswordCharacters)
      .secret();
  shape.field("otp_channel", &RegisterBody::channel).withDefault();
  shape.field("captcha", &RegisterBody::captcha).length(1, 4'096);
}

void RegisterCheckBody::describe(Shape<RegisterCheckBody>& shape) {
  shape.field("username", &RegisterCheckBody::username).length(0, 200);
  shape.field("email", &RegisterCheckBody::email).length(0, 400);
  shape.field("phone", &RegisterCheckBody::phone).length(0, 80);
  shape.field("password", &RegisterCheckBody::password).length(0, 1000).secret();
}

void ProfileBody::describe(Shape<ProfileBody>& shape) {
  shape.field("first_name", &ProfileBody::firstName).length(1, 80);
  shape.field("last_name", &ProfileBody::lastName).length(1, 80);
  shape.field("company", &ProfileBody::company).length(1, 160);
  shape.field("address", &ProfileBody::address);
  shape.field("pan", &ProfileBody::pan).length(1, 20);
  shape.field("gstin", &ProfileBody::gstin).length(1, 20);
}

SignUp::Started SignUp::start(Id<Tenant> tenant, const RegisterBody& body, const Origin& origin,
                              const std::function<void(db::Transaction&)>& admit) {
  FieldErrors errors;
  const auto seller = parts_.engine.tenants.get(tenant);
  const auto phone = parts_.phones.normal(
      body.phone, seller.address.country.empty() ? "IN" : seller.address.country);
  if (!phone)
    errors.add("phone", "malformed",
               "must be a phone number that can be dialled, best with its country code");
  checkPassword(Secret{body.password}, {body.username, body.email}, "password", errors);
  if (!parts_.notices.canSend(tenant, body.channel))
    errors.add("otp_channel", "unavailable", "cannot be used here; choose another one");
  errors.throwIfAny();
  Registration fresh;
  fresh.passwordHash = parts_.hasher.hash(Secret{body.password});
  fresh.id = parts_.engine.ids.next<Registration>();
  fresh.tenant = tenant;
  fresh.username = body.username;
  fresh.email = body.email;
  fresh.phone = *phone;
  fresh.channel = body.channel;
  fresh.language = seller.locale.substr(0, 2);
  fresh.createdAt = parts_.engine.clock.now();
  fresh.expiresAt = fresh.createdAt.plus(kLife);
  const auto to = destinationOf(fresh);
  const bool mayReach = parts_.notices.mayReach(tenant, to);
  const auto handle = std::string{kHandlePrefix} + parts_.engine.random.token(24);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    admit(tx);
    if (user_repository::isRootUsernameTaken(tx, tenant, fresh.username)) throw usernameTaken();
    auto row = fresh;
    // Who proves a phone learns nothing of the address, so that one need not be free.
    row.taken = fresh.channel == MessageChannel::Email &&
                user_repository::isEmailTaken(tx, tenant, fresh.email);
    registration_repository::insert(tx, row, hashOf(handle));
    if (mayReach) sendCode(tx, row);
    Actor stranger;
    stranger.scope = Scope::ofTenant(tenant);
    stranger.origin = origin;
    parts_.engine.audit.record(tx, stranger, "registration.started", row.id.text());
  });
  return {handle, maskedDestination(to), fresh.createdAt.plus(OneTimeCodes::kLife)};
}

void SignUp::sendCode(db::Transaction& tx, const Registration& registration) {
  const auto scope = Scope::ofTenant(registration.tenant);
  const auto code = parts_.codes.issue(tx, CodePurpose::Registration, registration.id.value());
  if (registration.taken) {
    parts_.notices.alreadyRegistered(tx, scope, registration.email, registration.language);
  } else {
    parts_.notices.registrationCode(tx, scope, destinationOf(registration), registration.language,
                                    code);
  }
}

FieldErrors SignUp::check(Id<Tenant> tenant, const RegisterCheckBody& body) {
  // The shapes are those of start(): one field at a time, as it is typed.
  FieldErrors errors;
  Json sample{{"username", body.username.value_or("somebody")},
              {"email", body.email.value_or("somebody@example.com")},
              {"phone", body.phone.value_or("+919876543210")},
              {"password", body.password.value_or("correct horse battery")}};
  RegisterBody whole;
  Codec<RegisterBody>::read(sample, whole, "", errors);
  if (body.username && isUsername(*body.username)) {
    const bool taken = parts_.engine.database.read([&](db::Reader& reader) {
      return user_repository::isRootUsernameTaken(reader, tenant, *body.username);
    });
    if (taken) errors.add("username", "username_taken", "is taken; choose another one");
  }
  if (body.phone && !parts_.phones.normal(*body.phone, "IN")) {
    errors.add("phone", "malformed",
               "must be a phone number that can be dialled, best with its country code");
  }
  if (body.password && body.password->size() >= kLeastPasswordCharacters) {
    checkPassword(Secret{*body.password}, {body.username.value_or(""), body.email.value_or("")},
                  "password", errors);
  }
  return errors;
}

void SignUp::verify(Id<Tenant> tenant, const std::string& handle, const std::string& code,
                    const Origin& origin) {
  parts_.attempts.check(origin);
  const bool right = parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto registration =
        registration_repository::lock(tx, tenant, hashOf(handle), parts_.engine.clock.now());
    if (!registration || registration->state != RegistrationState::Pending) return false;
    if (!parts_.codes.accept(tx, CodePurpose::Registration, registration->id.value(), code) ||
        registration->taken)
      return false;
    registration_repository::saveState(tx, registration->id, RegistrationState::Verified);
    return true;
  });
  if (right) return;
  parts_.attempts.count(origin);
  throw wrongCode();
}

void SignUp::resend(Id<Tenant> tenant, const std::optional<std::string>& handle,
                    const std::optional<std::string>& email, const Origin& origin) {
  parts_.attempts.count(origin);
  const auto now = parts_.engine.clock.now();
  const auto registration = parts_.engine.database.read([&](db::Reader& reader) {
    return handle ? registration_repository::find(reader, tenant, hashOf(*handle), now)
                  : registration_repository::pendingByEmail(reader, tenant, *email, now);
  });
  const bool pending = registration && registration->state == RegistrationState::Pending;
  const auto to = pending ? destinationOf(*registration)
                          : Destination{MessageChannel::Email, email ? *email : hashOf(*handle)};
  const bool mayReach = parts_.notices.mayReach(tenant, to);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    // Strangers cost as much, so that the answer takes as long as for who is known.
    Actor stranger;
    stranger.scope = Scope::ofTenant(tenant);
    stranger.origin = origin;
    parts_.engine.audit.record(tx, stranger, "registration.code_asked",
                               pending ? registration->id.text() : "");
    const auto found = email ? user_repository::findByEmail(tx, tenant, *email) : std::nullopt;
    if (!mayReach) return;
    if (pending) return sendCode(tx, *registration);
    // Somebody who has an account and has not proved the address yet, or else nobody.
    const auto user = found && !found->user.emailVerifiedAt ? found->user : strangerTo(tenant);
    parts_.notices.verifyEmail(
        tx, user, parts_.links.issue(tx, LinkPurpose::VerifyEmail, tenant, user.id, user.email));
  });
}

CheckedProfile checkedProfile(DeskParts& parts, Id<Tenant> tenant, const ProfileBody& body,
                              FieldErrors& errors) {
  CheckedProfile checked;
  checked.profile.firstName = body.firstName;
  checked.profile.lastName = body.lastName;
  checked.profile.company = body.company;
  checked.profile.address =
      checkedAddress(body.address, parts.engine.tenants.today(tenant), "address", errors);
  const auto identity = checkedTaxIdentity(body.pan, body.gstin, checked.profile.address, errors);
  checked.profile.gstin = identity.gstin;
  checked.pan = identity.pan;
  if (identity.pan) checked.profile.panLast4 = identity.pan->substr(identity.pan->size() - 4);
  const bool needed = checked.profile.address.country == "IN" &&
                      parts.engine.tenants.settings(tenant).flag("accounts.pan_required");
  if (needed && !body.pan) errors.add("pan", "required", "is required in India");
  return checked;
}

Registration SignUp::requireVerified(db::Transaction& tx, Id<Tenant> tenant,
                                     const std::string& handle) {
  auto registration =
      registration_repository::lock(tx, tenant, hashOf(handle), parts_.engine.clock.now());
  if (!registration) throw NotFound{};
  if (registration->state == RegistrationState::Pending) throw notVerified();
  if (registration->state == RegistrationState::Completed) {
    throw DomainError{"registration_completed", 409, "This sign-up is complete; sign in."};
  }
  return std::move(*registration);
}

Registration SignUp::saveProfile(Id<Tenant> tenant, const std::string& handle,
                                 const ProfileBody& body) {
  FieldErrors errors;
  const auto checked = checkedProfile(parts_, tenant, body, errors);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto registration = requireVerified(tx, tenant, handle);
    errors.throwIfAny();
    std::optional<db::Blob> pan;
    if (checked.pan)
      pan = parts_.engine.vault.seal(registration_repository::kPan, registration.id.value(),
                                     Secret{*checked.pan});
    registration_repository::saveProfile(tx, registration.id, checked.profile, pan);
    registration.profile = checked.profile;
    return registration;
  });
}

Registration SignUp::get(Id<Tenant> tenant, const std::string& handle) {
  auto registration = parts_.engine.database.readOne([&](db::Reader& reader) {
    return registration_repository::find(reader, tenant, hashOf(handle), parts_.engine.clock.now());
  });
  if (!registration) throw NotFound{};
  return std::move(*registration);
}

AccountOpening SignUp::openingOf(const Registration& registration) {
  AccountOpening opening;
  opening.tenant = registration.tenant;
  opening.username = registration.username;
  opening.email = registration.email;
  opening.phone = registration.phone;
  opening.passwordHash = registration.passwordHash;
  opening.profile = *registration.profile;
  if (registration.sealedPan) {
    opening.pan =
        parts_.engine.vault
            .open(registration_repository::kPan, registration.id.value(), *registration.sealedPan)
            .reveal();
  }
  opening.currency = parts_.engine.tenants.get(registration.tenant).currency;
  opening.language = registration.language;
  opening.emailProved = registration.channel == MessageChannel::Email;
  opening.phoneProved = registration.channel == MessageChannel::Sms;
  return opening;
}

SignUp::Completed SignUp::complete(Id<Tenant> tenant, const std::string& handle,
                                   const Origin& origin) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto registration = requireVerified(tx, tenant, handle);
    if (!registration.profile)
      throw DomainError{"profile_missing", 409, "Enter name and address first."};
    const auto opened = openAccount(tx, parts_, openingOf(registration), origin, std::nullopt);
    registration_repository::complete(tx, registration.id, opened.account.id);
    parts_.notices.welcome(tx, opened.user, opened.account);
    if (!opened.user.emailVerifiedAt) {
      parts_.notices.verifyEmail(tx, opened.user,
                                 parts_.links.issue(tx, LinkPurpose::VerifyEmail, tenant,
                                                    opened.user.id, opened.user.email));
    }
    auto session = sessions_.open(tx, opened.user, origin);
    return Completed{opened, std::move(session)};
  });
}

}  // namespace hostler
