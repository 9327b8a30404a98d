#pragma once

// Tickets: what clients ask, what staff answer, and the desk in between.

#include "core/db/migration.h"
#include "core/http/router.h"
#include "modules/support/ticket_routes.h"

#include <memory>
#include <span>

namespace hostler {

std::span<const db::Migration> supportMigrations();

class SupportModule {
 public:
  /// What the module stands on. All outlive it.
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    AuditLog& audit;
    events::Bus& bus;
    http::RateLimits& limits;
    Tenants& tenants;
    Accounts& accounts;
    MessageSender& messages;
    Files& files;
    /// Whether a scope has a service.
    std::function<bool(db::Reader&, const Scope&, Id<Service>)> hasService = {};
    /// Empty: the contact page asks for no captcha.
    CaptchaCheck captcha = {};
  };
  /// Declares the module's events.
  explicit SupportModule(Parts parts);
  ~SupportModule();
  SupportModule(const SupportModule&) = delete;
  SupportModule& operator=(const SupportModule&) = delete;

  DepartmentDesk& departments();
  TicketDesk& tickets();
  void mount(http::Router& router);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace hostler
