#pragma once

#include "modules/services/provider_work.h"

namespace hostler {

struct BackUpService {
  static constexpr std::string_view kKind = "services.back_up";
  Id<Service> service;
  static void describe(Shape<BackUpService>& shape) {
    shape.field("service", &BackUpService::service);
  }
};

struct RestoreService {
  static constexpr std::string_view kKind = "services.restore";
  Id<Service> service;
  std::string backup;  ///< the provider's id of it
  static void describe(Shape<RestoreService>& shape) {
    shape.field("service", &RestoreService::service);
    shape.field("backup", &RestoreService::backup).length(1, 200);
  }
};

/// Backups that people ask for. (The one before a termination is ProviderWork's.)
class BackupWork {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    ServiceRepository& services;
    ServiceDesk& desk;
    ProviderWork& provider;
    Operations& operations;
    jobs::Queue& queue;
  };
  explicit BackupWork(Parts parts) : parts_{parts} {}

  static constexpr int kMostAttempts = 10;
  /// So many may a client ask for within a span: each costs at the provider until it is removed.
  static constexpr int kMostBackups = 10;
  static constexpr std::chrono::days kBackupsSpan{30};

  /// Throws 409 `backup_under_way`, `service_state` and `too_many_backups`.
  Id<jobs::Job> beginBackup(const Actor& actor, Id<Service> id);
  /// What is there is overwritten by what was there then. The backup must be one of those that the
  /// provider lists as restorable: ValidationError otherwise. Nothing else is done to the service
  /// until it ends.
  Id<jobs::Job> beginRestore(const Actor& actor, Id<Service> id, const std::string& backup);

  jobs::Result backUp(jobs::Context& context, const BackUpService& task);
  jobs::Result restore(jobs::Context& context, const RestoreService& task);

 private:
  Service mayBegin(db::Reader& reader, const Actor& actor, Id<Service> id);
  /// What became of work that was accepted: done (true), running, or failed with `detail`.
  ProviderAnswer progressOf(const Service& service, const OperationSpec& spec,
                            const ProviderAnswer& accepted);
  void mustBeFew(db::Reader& reader, const Actor& actor, Id<Service> id);
  void mustBeRestorable(const Service& service, const std::string& backup);

  Parts parts_;
};

}  // namespace hostler
