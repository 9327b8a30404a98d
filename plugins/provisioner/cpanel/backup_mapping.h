#pragma once

#include <hostler/json.hpp>
#include <hostler/provisioner_server_types.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::cpanel {

/// BackupInfo::list's rows (UAPI, since version 136): status ready, inprogress or timeout.
std::vector<sdk::Backup> fromBackupInfo(const sdk::Json& data);
/// Backups::listfullbackups' rows (API 2): status complete, inprogress or timeout. There is no
/// size.
std::vector<sdk::Backup> fromApi2(const sdk::Json& data);
/// list_cparchive_files' rows that are this user's.
std::vector<sdk::Backup> fromArchives(const sdk::Json& data, const std::string& user);
/// Backup::list_backups' dates: the nightly backups, the only ones that WHM restores by itself.
std::vector<sdk::Backup> fromDates(const sdk::Json& data);

/// Running while the restore is queued or at work, done or failed once it is in the list of
/// completed ones; nothing when the queue does not know it.
std::optional<sdk::Progress> restoreProgress(const sdk::Json& data, const std::string& user,
                                             const std::string& date);

/// True for "2026-01-05".
bool isDate(std::string_view text);

}  // namespace hostler::cpanel
