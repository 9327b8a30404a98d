#include "modules/accounts/profile_desk.h"

#include "modules/accounts/account_repository.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

template <class T>
void take(const std::optional<T>& wanted, T& target, const char* name,
          std::vector<std::string>& fields) {
  if (!wanted || *wanted == target) return;
  target = *wanted;
  fields.emplace_back(name);
}

bool saysNothing(const std::optional<std::string>& text) {
  return !text || text->find_first_not_of(" \t\r\n") == std::string::npos;
}

bool isLanguage(std::string_view text) {
  return text.size() == 2 && text[0] >= 'a' && text[0] <= 'z' && text[1] >= 'a' && text[1] <= 'z';
}

}  // namespace

void AccountChange::describe(Shape<AccountChange>& shape) {
  shape.field("first_name", &AccountChange::firstName).length(1, 80);
  shape.field("last_name", &AccountChange::lastName).length(1, 80);
  shape.field("company", &AccountChange::company).length(1, 160);
  shape.field("address", &AccountChange::address);
  shape.field("pan", &AccountChange::pan).length(1, 20);
  shape.field("gstin", &AccountChange::gstin).length(1, 20);
  shape.field("currency", &AccountChange::currency);
  shape.field("language", &AccountChange::language)
      .matches("language", isLanguage, "malformed", "must be a code of ISO 639-1, such as en");
  shape.field("alias", &AccountChange::alias)
      .matches("alias", isAlias, "malformed",
               "must be 3 to 40 small letters, digits and dashes, beginning with a letter");
  shape.field("email", &AccountChange::email).email();
  shape.field("phone", &AccountChange::phone).length(4, 40);
  shape.field("current_password", &AccountChange::currentPassword)
      .length(1, kMostPasswordCharacters)
      .secret()
      .describedAs("for a new e-mail address");
}

OpenedAccount ProfileDesk::get(db::Reader& reader, Id<Tenant> tenant, Id<Account> id) {
  auto account = account_repository::find(reader, tenant, id);
  if (!account) throw NotFound{};
  auto root = user_repository::find(reader, tenant, account->rootUser);
  if (!root) throw NotFound{};
  return {std::move(*account), std::move(*root)};
}

OpenedAccount ProfileDesk::change(const Actor& actor, const AccountChange& change) {
  const auto account = *actor.scope.account;
  if (!change.email && !change.phone) return apply(actor, account, change, {});
  const auto current = parts_.engine.database.read(
      [&](db::Reader& reader) { return get(reader, actor.scope.tenant, account); });
  // The root user's own, which neither staff in its place nor its keys and other users may touch
  // (security rule Z8).
  if (actor.impersonator || actor.user != current.user.id)
    throw DomainError{"forbidden", 403, "Only the account's root user may change these."};
  if (change.email && lookupKey(*change.email) != lookupKey(current.user.email)) {
    if (!change.currentPassword)
      throw ValidationError{"current_password", "required", "is required for a new e-mail address"};
    parts_.attempts.check(actor.origin);
    const auto kept = parts_.engine.database.read(
        [&](db::Reader& reader) { return user_repository::findWithHash(reader, current.user.id); });
    if (!kept || !parts_.hasher.verify(Secret{*change.currentPassword}, kept->passwordHash).right) {
      parts_.attempts.count(actor.origin);
      throw DomainError{"wrong_password", 401, "The current password is not right."};
    }
  }
  return apply(actor, account, change, {});
}

OpenedAccount ProfileDesk::changeAsStaff(const Actor& actor, Id<Account> account,
                                         const AccountChange& change, const StaffChoices& choices) {
  return apply(actor, account, change, choices);
}

OpenedAccount ProfileDesk::apply(const Actor& actor, Id<Account> id, const AccountChange& change,
                                 const StaffChoices& choices) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.engine.clock.now();
    auto locked = account_repository::lock(tx, actor.scope.tenant, id);
    if (!locked) throw NotFound{};
    auto root = user_repository::lock(tx, actor.scope.tenant, locked->rootUser);
    if (!root) throw NotFound{};
    OpenedAccount current{std::move(*locked), std::move(*root)};
    FieldErrors errors;
    std::vector<std::string> fields;
    changeProfile(tx, actor, current, change, errors, fields);
    changeTaxIdentity(tx, current, change, errors, fields);
    take(choices.taxExempt, current.account.taxExempt, "tax_exempt", fields);
    take(choices.exemptionReason, current.account.exemptionReason, "exemption_reason", fields);
    if ((choices.taxExempt || choices.exemptionReason) && current.account.taxExempt &&
        saysNothing(current.account.exemptionReason)) {
      errors.add("exemption_reason", "required",
                 "is required where no tax is charged: why, such as the order or section");
    }
    take(choices.group, current.account.group, "group", fields);
    changeUser(tx, actor, current, change, errors, fields);
    errors.throwIfAny();
    if (fields.empty()) return current;
    try {
      tx.attempt([&] { account_repository::saveProfile(tx, current.account, now); });
    } catch (const db::UniqueViolation&) {
      throw DomainError{"alias_taken", 409, "This alias is taken; choose another one."};
    }
    current.account.updatedAt = now;
    parts_.engine.audit.record(
        tx, actor, Change{"account.changed", id.text(), nullptr, Json{{"fields", fields}}});
    parts_.engine.events.publish(tx, actor, current.user.scope(), AccountChanged{id, fields});
    return current;
  });
}

void ProfileDesk::changeProfile(db::Transaction& tx, const Actor& actor, OpenedAccount& current,
                                const AccountChange& change, FieldErrors& errors,
                                std::vector<std::string>& fields) {
  auto& account = current.account;
  take(change.firstName, account.firstName, "first_name", fields);
  take(change.lastName, account.lastName, "last_name", fields);
  take(change.company, account.company, "company", fields);
  take(change.language, account.language, "language", fields);
  take(change.alias, account.alias, "alias", fields);
  if (change.address) {
    account.address = checkedAddress(
        *change.address, parts_.engine.tenants.today(actor.scope.tenant), "address", errors);
    fields.emplace_back("address");
  }
  if (!change.currency || *change.currency == account.currency) return;
  if (parts_.engine.money.hasOpenMoney(tx, current.user.scope())) {
    throw DomainError{"open_money", 409,
                      "The currency stays while invoices are open or there is credit."};
  }
  account.currency = *change.currency;
  fields.emplace_back("currency");
}

void ProfileDesk::changeTaxIdentity(db::Transaction& tx, OpenedAccount& current,
                                    const AccountChange& change, FieldErrors& errors,
                                    std::vector<std::string>& fields) {
  if (!change.pan && !change.gstin && !change.address) return;
  auto& account = current.account;
  std::optional<std::string> pan;
  if (change.pan) {
    pan = *change.pan;
  } else if (const auto sealed = account_repository::sealedPan(tx, account.id)) {
    pan = parts_.engine.vault.open(account_repository::kPan, account.id.value(), *sealed).reveal();
  }
  const auto gstin = change.gstin ? *change.gstin : account.gstin;
  const auto identity = checkedTaxIdentity(pan, gstin, account.address, errors);
  const bool needed = account.address.country == "IN" &&
                      parts_.engine.tenants.settings(account.tenant).flag("accounts.pan_required");
  if (change.pan && !pan && needed) errors.add("pan", "required", "is required in India");
  if (change.gstin && account.gstin != identity.gstin) fields.emplace_back("gstin");
  account.gstin = identity.gstin;
  if (!change.pan) return;
  std::optional<account_repository::KeptPan> kept;
  if (identity.pan)
    kept = account_repository::keepPan(parts_.engine.vault, account.id, *identity.pan);
  account_repository::savePan(tx, account.id, kept);
  account.panLast4 = kept ? std::optional{kept->last4} : std::nullopt;
  fields.emplace_back("pan");
}

void ProfileDesk::changeUser(db::Transaction& tx, const Actor& actor, OpenedAccount& current,
                             const AccountChange& change, FieldErrors& errors,
                             std::vector<std::string>& fields) {
  auto& user = current.user;
  const auto now = parts_.engine.clock.now();
  if (const auto name = current.account.fullName(); name != user.name) {
    user_repository::saveName(tx, user.id, name, now);
    user.name = name;
  }
  if (change.language && *change.language != user.language) {
    user_repository::saveLanguage(tx, user.id, *change.language, now);
    user.language = *change.language;
  }
  if (change.phone) {
    const auto phone = parts_.phones.normal(*change.phone, current.account.address.country);
    if (!phone) {
      errors.add("phone", "malformed",
                 "must be a phone number that can be dialled, best with its country code");
    } else if (phone != user.phone) {
      user_repository::savePhone(tx, user.id, *phone, now);
      user.phone = phone;
      user.phoneVerifiedAt.reset();
      fields.emplace_back("phone");
    }
  }
  if (change.email && *change.email != user.email) {
    changeEmail(tx, actor, user, *change.email);
    fields.emplace_back("email");
  }
}

void ProfileDesk::changeEmail(db::Transaction& tx, const Actor& actor, User& user,
                              const std::string& email) {
  const auto before = user;
  user_repository::saveEmail(tx, user.id, email, parts_.engine.clock.now());
  user.email = email;
  user.emailVerifiedAt.reset();
  LinkTokens::endAllOf(tx, user.id);
  parts_.notices.emailChanged(tx, before, email, actor.origin);
  parts_.notices.verifyEmail(
      tx, user, parts_.links.issue(tx, LinkPurpose::VerifyEmail, user.tenant, user.id, email));
  parts_.engine.audit.record(tx, actor, "user.email_changed", user.id.text());
  parts_.engine.events.publish(tx, actor, user.scope(), EmailChanged{user.id});
}

}  // namespace hostler
