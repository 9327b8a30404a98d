// Backups in three places: the user's home (uapi_cpanel, cpanel), /home (pkgacct), and the nightly
// ones.
#include "core/time/date.h"
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/whm/whm_functions.h"

#include <algorithm>
#include <cstdio>

namespace hostler::sandbox::whm {
namespace {

constexpr std::int64_t kDay = 24 * 3600;

std::string dateOf(std::int64_t unixSeconds) {
  return Instant::ofUnixSeconds(unixSeconds).text().substr(0, 10);
}

// The nightly backups of the last two nights know every account that was there.
std::vector<std::string> nightlyDates(Instant now) {
  return {dateOf(now.unixSeconds() - kDay), dateOf(now.unixSeconds() - 2 * kDay)};
}

// "backup-1.5.2026_10-20-30_user.tar.gz"
std::string archiveName(const std::string& user, Instant now) {
  const auto text = now.text();  // 2026-01-05T10:20:30Z
  char name[96];
  std::snprintf(name, sizeof name, "backup-%d.%d.%s_%s-%s-%s_%s.tar.gz",
                std::stoi(text.substr(5, 2)), std::stoi(text.substr(8, 2)),
                text.substr(0, 4).c_str(), text.substr(11, 2).c_str(), text.substr(14, 2).c_str(),
                text.substr(17, 2).c_str(), user.c_str());
  return name;
}

Json uapi(Json data) {
  return {{"status", 1},         {"errors", nullptr},          {"messages", nullptr},
          {"warnings", nullptr}, {"metadata", Json::object()}, {"data", std::move(data)}};
}
Json uapiFailed(const std::string& why) {
  return {{"status", 0},
          {"errors", {why}},
          {"messages", nullptr},
          {"warnings", nullptr},
          {"metadata", Json::object()},
          {"data", nullptr}};
}

Json startHomeBackup(FunctionCall& call, HostedAccount& account) {
  auto name = archiveName(account.user, call.now);
  const bool exists =
      std::ranges::find(account.archives, name, &HomeArchive::name) != account.archives.end();
  // Two in one second would be one file on a real server too; the later run overwrites.
  if (!exists) account.archives.push_back({std::move(name), call.now.unixSeconds(), 1});
  return uapi({{"pid", randomDigits(4)}});
}

// BackupInfo came with version 136.
bool hasBackupInfo(const HostingServer& server) {
  int release = 0;
  std::sscanf(server.version.c_str(), "11.%d", &release);
  return release >= 136;
}

bool isRunning(HomeArchive& archive) {
  return archive.pollsLeft > 0 && archive.pollsLeft-- > 0;
}

Json listHomeArchives(HostedAccount& account) {
  Json rows = Json::array();
  for (auto& archive : account.archives) {
    const bool running = isRunning(archive);
    rows.push_back({{"name", archive.name},
                    {"fullpath", archive.name},
                    {"mtime", archive.startedAt + 60},
                    {"sizeBytes", diskUsedMb(account) * 1024 * (running ? 100 : 700)},
                    {"startedAtEpoch", running ? Json(archive.startedAt) : Json(nullptr)},
                    {"status", running ? "inprogress" : "ready"}});
  }
  return rows;
}

FunctionResult callUapi(FunctionCall& call) {
  const auto user = call.param("cpanel.user");
  auto* account = call.visible(user);
  if (account == nullptr) return FunctionResult::failed("The user “" + user + "” does not exist.");
  const auto module = call.param("cpanel.module"), function = call.param("cpanel.function");
  const auto answered = [](Json data) {
    return FunctionResult{true, "OK", {{"uapi", std::move(data)}}, nullptr};
  };
  if (module == "Backup" && function == "fullbackup_to_homedir")
    return answered(startHomeBackup(call, *account));
  if (module == "Backup" && function == "list_backups")
    return answered(uapi(nightlyDates(call.now)));
  if (module == "BackupInfo" && function == "list" && hasBackupInfo(call.server)) {
    return answered(uapi(listHomeArchives(*account)));
  }
  return answered(uapiFailed("Failed to load module “" + module + "”."));
}

FunctionResult startPackaging(FunctionCall& call) {
  const auto user = call.param("user");
  if (call.visible(user) == nullptr)
    return FunctionResult::failed("The user “" + user + "” does not exist.");
  const auto id = user + dateOf(call.now.unixSeconds()) + randomText(14);
  call.server.packaging[id] = {user, 1};
  return {true,
          "OK",
          {{"session_id", id}, {"complete_master_log", "/var/cpanel/pkgacct_sessions/" + id}},
          nullptr};
}

FunctionResult packagingState(FunctionCall& call) {
  const auto found = call.server.packaging.find(call.param("session_id"));
  if (found == call.server.packaging.end())
    return FunctionResult::failed("There is no such session.");
  if (found->second.pollsLeft-- > 0) return {true, "OK", {{"state", "RUNNING"}}, nullptr};
  found->second.pollsLeft = 0;
  const auto file = "cpmove-" + found->second.user + ".tar.gz";
  auto& archives = call.server.archives;
  if (std::ranges::find(archives, file) == archives.end()) archives.push_back(file);
  return {true, "OK", {{"state", "COMPLETED"}}, nullptr};
}

FunctionResult listArchives(FunctionCall& call) {
  Json rows = Json::array();
  for (const auto& file : call.server.archives) {
    const auto user = file.substr(7, file.size() - 7 - 7);  // cpmove-USER.tar.gz
    rows.push_back({{"file", file}, {"path", "/home"}, {"user", user}});
  }
  return {true, "OK", {{"quickrestore_files", std::move(rows)}}, nullptr};
}

FunctionResult backupDates(FunctionCall& call) {
  return {true, "OK", {{"backup_set", nightlyDates(call.now)}}, nullptr};
}

FunctionResult backupUsers(FunctionCall& call) {
  Json rows = Json::array();
  for (const auto& [name, account] : call.server.accounts)
    rows.push_back({{"username", name}, {"status", "active"}});
  return {true, "OK", {{"user", std::move(rows)}}, nullptr};
}

FunctionResult queueRestore(FunctionCall& call) {
  const auto user = call.param("user"), date = call.param("restore_point");
  const auto dates = nightlyDates(call.now);
  const bool known = call.server.accounts.contains(user) || call.server.removed.contains(user);
  if (!known || std::ranges::find(dates, date) == dates.end()) {
    return FunctionResult::failed("There is no backup of “" + user + "” for that date.");
  }
  call.server.restoring.push_back({user, date, false, 1});
  return {true, "OK", {{"queue_id", randomText(15)}}, nullptr};
}

FunctionResult activateRestores(FunctionCall& call) {
  for (auto& task : call.server.restoring) task.active = true;
  return {true, "Restore queue processing initiated", nullptr, nullptr};
}

Json taskJson(const RestoreTask& task) {
  return {
      {"user", task.user},
      {"restore_point", task.date},
      {"options",
       {{"give_ip", 0}, {"mail_config", 1}, {"mysql", 1}, {"subdomains", 1}, {"destid", "local"}}}};
}

void finishRestores(HostingServer& server) {
  for (auto task = server.restoring.begin(); task != server.restoring.end();) {
    if (!task->active || task->pollsLeft-- > 0) {
      ++task;
      continue;
    }
    const auto gone = server.removed.find(task->user);
    if (!server.accounts.contains(task->user) && gone != server.removed.end()) {
      server.accounts.emplace(task->user, gone->second);
    }
    server.restored.push_back(*task);
    task = server.restoring.erase(task);
  }
}

FunctionResult restoreState(FunctionCall& call) {
  finishRestores(call.server);
  Json data{{"active", Json::array()}, {"pending", Json::array()}, {"completed", Json::array()}};
  for (const auto& task : call.server.restoring)
    data[task.active ? "active" : "pending"].push_back(taskJson(task));
  for (const auto& task : call.server.restored) {
    data["completed"].push_back(taskJson(task));
    data["completed"].back()["status"] = "Success";
  }
  data["is_active"] = data["active"].empty() ? 0 : 1;
  return {true, "OK", std::move(data), nullptr};
}

}  // namespace

Json answerApi2(FunctionCall& call) {
  const auto module = call.param("cpanel_jsonapi_module"),
             function = call.param("cpanel_jsonapi_func");
  Json result{{"apiversion", 2}, {"module", module}, {"func", function}, {"data", Json::array()}};
  auto* account = call.visible(call.param("cpanel_jsonapi_user"));
  if (account == nullptr || module != "Backups" || function != "listfullbackups") {
    result["error"] = "Could not find function '" + function + "' in module '" + module + "'";
    result["event"] = {{"result", 0}};
    return {{"cpanelresult", std::move(result)}};
  }
  for (auto& archive : account->archives) {
    result["data"].push_back({{"file", archive.name},
                              {"status", isRunning(archive) ? "inprogress" : "complete"},
                              {"time", archive.startedAt},
                              {"localtime", Instant::ofUnixSeconds(archive.startedAt).text()}});
  }
  result["event"] = {{"result", 1}};
  return {{"cpanelresult", std::move(result)}};
}

void addBackupFunctions(FunctionTable& table) {
  table["uapi_cpanel"] = {callUapi};
  table["start_background_pkgacct"] = {startPackaging, true};
  table["get_pkgacct_session_state"] = {packagingState, true};
  table["list_cparchive_files"] = {listArchives, true};
  table["backup_date_list"] = {backupDates, true};
  table["backup_user_list"] = {backupUsers, true};
  table["restore_queue_add_task"] = {queueRestore, true};
  table["restore_queue_activate"] = {activateRestores, true};
  table["restore_queue_state"] = {restoreState, true};
}

}  // namespace hostler::sandbox::whm
