#include "modules/accounts/accounts_module.h"

#include "modules/accounts/access_routes.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/account_routes.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/client_group_routes.h"
#include "modules/accounts/client_note_routes.h"
#include "modules/accounts/client_routes.h"
#include "modules/accounts/credential_routes.h"
#include "modules/accounts/doorkeeper.h"
#include "modules/accounts/known_devices.h"
#include "modules/accounts/sign_in_routes.h"
#include "modules/accounts/sign_up_routes.h"
#include "modules/accounts/staff_routes.h"
#include "modules/accounts/standings.h"
#include "modules/accounts/team_routes.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

// How long what is over stays to be looked at.
constexpr std::chrono::hours kKeptSessions{24 * 30};
constexpr std::chrono::hours kKeptCaptchas{24};

}  // namespace

// In the order in which one needs the other.
struct AccountsModule::Inside {
  Inside(const AccountsParts& engine, const AccountsSettings& settings)
      : hasher{settings.passwordCost, settings.hashing},
        tokens{engine.vault.key("jwt"), engine.clock},
        links{engine.clock, engine.random},
        codes{engine.clock, engine.random, engine.vault},
        recoveryCodes{engine.random, engine.vault},
        attempts{engine.limits},
        notices{engine.messages, engine.tenants, engine.limits, engine.vault, engine.random},
        phones{settings.phoneLibrary},
        accounts{engine.database},
        parts{engine,        settings, hasher,  tokens, links, codes,
              recoveryCodes, attempts, notices, phones, roles, accounts},
        challenges{engine.clock, engine.random, engine.ids},
        doorkeeper{{engine.database, engine.clock, tokens, engine.authorities, roles,
                    settings.production}},
        standings{engine.authorities, roles} {
    // The key behind fingerprints is made with its first use, which must not be inside a read or a
    // transaction.
    static_cast<void>(engine.vault.fingerprint("accounts", ""));
  }

  PasswordHasher hasher;
  AccessTokens tokens;
  LinkTokens links;
  OneTimeCodes codes;
  RecoveryCodes recoveryCodes;
  AttemptLimit attempts;
  Notices notices;
  PhoneNumbers phones;
  StaffRoles roles;
  Accounts accounts;
  DeskParts parts;

  SignInChallenges challenges;
  SessionDesk sessions{parts};
  SecondFactor factors{parts};
  CaptchaGate captcha{parts};
  SignIn signIn{parts, sessions, factors, challenges, captcha};
  SignUp signUp{parts, sessions};
  PasswordDesk passwords{parts};
  ProfileDesk profiles{parts};
  ApiKeyDesk keys{parts};
  ClientDesk clients{parts, sessions};
  StaffDesk staff{parts};
  AccessDesk access{parts};
  TeamDesk team{parts, access};

  SignInRoutes signInRoutes{parts, signIn, sessions, captcha};
  SignUpRoutes signUpRoutes{parts, signUp, signInRoutes, captcha};
  CredentialRoutes credentialRoutes{passwords, factors, sessions, captcha};
  AccountRoutes accountRoutes{parts, profiles, keys};
  ClientRoutes clientRoutes{parts, clients, profiles};
  StaffRoutes staffRoutes{parts, staff};
  AccessRoutes accessRoutes{parts, access};
  TeamRoutes teamRoutes{parts, team};
  ClientNoteRoutes clientNotes{parts};
  ClientGroupRoutes clientGroups{parts};
  AccountsDoorkeeper doorkeeper;
  Standings standings;
};

AccountsModule::AccountsModule(const AccountsParts& parts, const AccountsSettings& settings)
    : inside_{std::make_unique<Inside>(parts, settings)} {
  declareAccountsEvents(parts.events);
}

AccountsModule::~AccountsModule() = default;

http::Doorkeeper& AccountsModule::doorkeeper() {
  return inside_->doorkeeper;
}
Accounts& AccountsModule::accounts() {
  return inside_->accounts;
}

std::optional<Actor> AccountsModule::standingOf(db::Reader& reader, Id<Tenant> tenant,
                                                Id<User> user) {
  return inside_->standings.of(reader, tenant, user);
}

void AccountsModule::addRoutes(http::Router& router) {
  inside_->signUpRoutes.mount(router);
  inside_->signInRoutes.mount(router);
  inside_->credentialRoutes.mount(router);
  inside_->accountRoutes.mount(router);
  inside_->clientRoutes.mount(router);
  inside_->staffRoutes.mount(router);
  inside_->accessRoutes.mount(router);
  inside_->teamRoutes.mount(router);
  inside_->clientNotes.mount(router);
  inside_->clientGroups.mount(router);
}

void AccountsModule::checkCaptcha(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
                                  const std::optional<std::string>& token) {
  inside_->captcha.check(tenant, use, origin, token);
}

Id<User> AccountsModule::createOwner(const std::string& email, const Secret& password) {
  return inside_->staff.createOwner(email, password);
}

Id<Account> AccountsModule::createClient(const NewClient& client) {
  return inside_->clients.create(client, std::nullopt).account.id;
}

std::size_t AccountsModule::prune() {
  auto& engine = inside_->parts.engine;
  return static_cast<std::size_t>(engine.database.transaction([&](db::Transaction& tx) {
    const auto now = engine.clock.now();
    return session_repository::prune(tx, now.minus(kKeptSessions)) +
           SignInChallenges::prune(tx, now) + OneTimeCodes::prune(tx, now) +
           LinkTokens::prune(tx, now) + registration_repository::prune(tx, now) +
           CaptchaGate::prune(tx, now.minus(kKeptCaptchas)) +
           known_devices::prune(tx, now.minus(kDeviceKnownFor));
  }));
}

std::vector<SealedColumn> accountsSealedColumns() {
  return {account_repository::kPan, registration_repository::kPan, user_repository::kTotp,
          user_repository::kTotpPending};
}

}  // namespace hostler
