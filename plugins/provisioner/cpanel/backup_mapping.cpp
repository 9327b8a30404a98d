#include "backup_mapping.h"

#include "mapping.h"

#include <algorithm>

namespace hostler::cpanel {
namespace {

using sdk::Backup;
using sdk::JobState;
using sdk::Json;

JobState stateOf(const std::string& status) {
  if (status == "ready" || status == "complete") return JobState::Done;
  if (status == "inprogress") return JobState::Running;
  if (status == "timeout") return JobState::Failed;
  throw MappingError{"a backup has an unknown status"};
}

std::optional<std::int64_t> numberAt(const Json& row, const char* name) {
  const auto found = row.find(name);
  return found == row.end() ? std::nullopt : wholeNumber(*found);
}

const Json& rowsOf(const Json& data) {
  if (!data.is_array()) throw MappingError{"the list of backups is not a list"};
  return data;
}

std::string idOf(const char* kind, const std::string& name) {
  return std::string{kind} + ":" + name;
}

// Completed entries carry what a script printed; only a clear word of failure counts as one.
bool hasFailed(const Json& task) {
  for (const char* name : {"status", "statusmsg", "result"}) {
    const auto found = task.find(name);
    if (found == task.end()) continue;
    if (*found == 0 || *found == "0" || *found == false) return true;
    if (found->is_string() && found->get<std::string>().find("ail") != std::string::npos)
      return true;
  }
  return false;
}

bool holds(const Json& tasks, const std::string& user, const std::string& date,
           const Json** which = nullptr) {
  for (const auto& task : tasks) {
    if (!task.is_object() || task.value("user", Json()) != user) continue;
    const auto point = task.value("restore_point", Json());
    if (!point.is_string() || point.get<std::string>().substr(0, 10) != date) continue;
    if (which != nullptr) *which = &task;
    return true;
  }
  return false;
}

}  // namespace

bool isDate(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::vector<Backup> fromBackupInfo(const Json& data) {
  std::vector<Backup> backups;
  for (const auto& row : rowsOf(data)) {
    Backup backup;
    backup.id = idOf("home", textOf(row, "name"));
    backup.state = stateOf(textOf(row, "status"));
    if (backup.state == JobState::Done) backup.sizeBytes = numberAt(row, "sizeBytes");
    backup.createdAt = numberAt(row, "mtime");
    backups.push_back(std::move(backup));
  }
  return backups;
}

std::vector<Backup> fromApi2(const Json& data) {
  std::vector<Backup> backups;
  for (const auto& row : rowsOf(data)) {
    Backup backup;
    backup.id = idOf("home", textOf(row, "file"));
    backup.state = stateOf(textOf(row, "status"));
    backup.createdAt = numberAt(row, "time");
    backups.push_back(std::move(backup));
  }
  return backups;
}

std::vector<Backup> fromArchives(const Json& data, const std::string& user) {
  std::vector<Backup> backups;
  for (const auto& row : listOf(data, "quickrestore_files")) {
    if (textOf(row, "user") != user) continue;
    Backup backup;
    backup.id = idOf("archive", textOf(row, "file"));
    backup.state = JobState::Done;
    backup.outlivesAccount = true;
    backups.push_back(std::move(backup));
  }
  return backups;
}

std::vector<Backup> fromDates(const Json& data) {
  std::vector<Backup> backups;
  for (const auto& row : rowsOf(data)) {
    const auto date = row.is_string() ? row.get<std::string>().substr(0, 10) : std::string{};
    if (!isDate(date)) throw MappingError{"a backup's date is not a date"};
    Backup backup;
    backup.id = idOf("nightly", date);
    backup.state = JobState::Done;
    backup.outlivesAccount = backup.restorable = true;
    backups.push_back(std::move(backup));
  }
  return backups;
}

std::optional<sdk::Progress> restoreProgress(const Json& data, const std::string& user,
                                             const std::string& date) {
  const auto& completed = listOf(data, "completed");
  if (holds(listOf(data, "active"), user, date))
    return sdk::Progress{JobState::Running, "being restored", {}};
  if (holds(listOf(data, "pending"), user, date))
    return sdk::Progress{JobState::Running, "waits its turn", {}};
  const Json* task = nullptr;
  if (!holds(completed, user, date, &task)) return std::nullopt;
  if (hasFailed(*task))
    return sdk::Progress{JobState::Failed, "the server could not restore the account", {}};
  return sdk::Progress{JobState::Done, "restored", {}};
}

}  // namespace hostler::cpanel
