// Backups lie in three places. A user's own, made by UAPI, lies in the account's home: it dies with
// the account. pkgacct's lies in /home and outlives it; so do the nightly ones, which alone can be
// restored from here. The latter two need root's token.
#include "backup_mapping.h"
#include "cpanel_provisioner.h"
#include "mapping.h"

#include <algorithm>

namespace hostler::cpanel {
namespace {

using sdk::Backup;
using sdk::Effect;
using sdk::JobState;
using sdk::Json;
using sdk::Reply;

sdk::ProviderError misfit(const MappingError& error) {
  return sdk::unusableAnswer(Effect::Read,
                             std::string{"WHM's list of backups does not fit: "} + error.what());
}

bool isAnswered(const sdk::ProviderError& error) {
  return error.code == kRefused || error.code == "access_denied";
}

const Backup* running(const std::vector<Backup>& backups) {
  const auto found = std::ranges::find(backups, JobState::Running, &Backup::state);
  return found == backups.end() ? nullptr : &*found;
}

bool isLater(const Backup& a, const Backup& b) {
  return a.createdAt.value_or(0) < b.createdAt.value_or(0);
}

std::string newestOf(const std::vector<Backup>& backups) {
  const auto newest = std::ranges::max_element(backups, isLater);
  return newest == backups.end() ? "none" : newest->id;
}

// Handles say what to look for: "home|<the newest archive before>", "packing|<session>",
// "restore|<date>".
std::pair<std::string, std::string> partsOf(const std::string& handle) {
  const auto bar = handle.find('|');
  return {handle.substr(0, bar), bar == std::string::npos ? std::string{} : handle.substr(bar + 1)};
}

sdk::Progress homeProgress(const std::vector<Backup>& backups, const std::string& newestBefore) {
  if (running(backups) != nullptr) return {JobState::Running, "the archive is being written", {}};
  const auto newest = std::ranges::max_element(backups, isLater);
  // The first moments after the start show nothing yet.
  if (newest == backups.end() || newest->id == newestBefore)
    return {JobState::Running, "not begun yet", {}};
  if (newest->state == JobState::Failed)
    return {JobState::Failed, "the server gave up writing the archive", *newest};
  return {JobState::Done, "the archive is complete", *newest};
}

}  // namespace

Reply<std::vector<Backup>> CpanelProvisioner::homeArchives(const sdk::Call& call,
                                                           const Server& server,
                                                           const std::string& user) const {
  try {
    const auto listed = client_.uapi(call, server, user, "BackupInfo", "list", Effect::Read);
    if (listed) return fromBackupInfo(*listed);
    if (!isAnswered(listed.error())) return listed.error();
    const auto older =
        client_.api2(call, server, user, "Backups", "listfullbackups");  // before version 136
    if (!older) return older.error();
    return fromApi2(*older);
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<Backup> CpanelProvisioner::backup(const sdk::Call& call, const sdk::BackupAccount& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  const auto account = finder_.expected(call, server, request.account);
  if (!account) return account.error();
  Backup made;
  made.outlivesAccount = request.outlivesAccount;

  if (request.outlivesAccount) {
    const auto session =
        client_.call(call, server, "start_background_pkgacct",
                     {{"user", user}, {"compressionsetting", "compress"}}, Effect::Write);
    if (!session) return session.error();
    const auto id = session->data.value("session_id", Json());
    if (!id.is_string() || id == "")
      return sdk::unusableAnswer(Effect::Write, "WHM names no packaging session");
    made.id = "archive:cpmove-" + user + ".tar.gz";
    made.handle = "packing|" + id.get<std::string>();
    return sdk::Pending{std::move(made)};
  }

  // One at a time: a second start while one runs would only cost disk.
  const auto before = homeArchives(call, server, user);
  if (!before) return before.error();
  if (const auto* underWay = running(*before)) {
    made = *underWay;
    made.handle = "home|none";
    return sdk::Pending{std::move(made)};
  }
  const auto started =
      client_.uapi(call, server, user, "Backup", "fullbackup_to_homedir", Effect::Write);
  if (!started) return started.error();
  made.handle = "home|" + newestOf(*before);
  return sdk::Pending{std::move(made)};
}

Reply<sdk::Backups> CpanelProvisioner::backups(const sdk::Call& call,
                                               const sdk::ListBackups& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  const auto account = finder_.expected(call, server, request.account);
  if (!account) return account.error();
  auto all = homeArchives(call, server, user);
  if (!all) return all.error();
  sdk::Backups backups{std::move(*all)};
  const auto add = [&](std::vector<Backup> more) {
    backups.backups.insert(backups.backups.end(), std::make_move_iterator(more.begin()),
                           std::make_move_iterator(more.end()));
  };
  try {
    // What these credentials may not see is left out; what fails to answer fails the list.
    const auto archives = client_.call(call, server, "list_cparchive_files", {}, Effect::Read);
    if (archives) add(fromArchives(archives->data, user));
    if (!archives && !isAnswered(archives.error())) return archives.error();
    const auto nights = client_.uapi(call, server, user, "Backup", "list_backups", Effect::Read);
    if (nights) add(fromDates(*nights));
    if (!nights && !isAnswered(nights.error())) return nights.error();
  } catch (const MappingError& error) {
    return misfit(error);
  }
  std::ranges::stable_sort(backups.backups,
                           [](const Backup& a, const Backup& b) { return isLater(b, a); });
  return backups;
}

Reply<sdk::Restore> CpanelProvisioner::restore(const sdk::Call& call,
                                               const sdk::RestoreBackup& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  const auto date =
      request.backupId.starts_with("nightly:") ? request.backupId.substr(8) : std::string{};
  if (!isDate(date))
    return sdk::permanent("not_restorable", "only nightly backups can be restored from here");
  // It may be gone: that is what restoring is for.
  const auto account = finder_.asMeant(call, server, request.account);
  if (!account) return account.error();

  // Already queued by an earlier attempt? Then the queue only has to be set off.
  const auto queue = client_.call(call, server, "restore_queue_state", {}, Effect::Read);
  if (!queue) return queue.error();
  try {
    const auto known = restoreProgress(queue->data, user, date);
    if (!known || known->state != JobState::Running) {
      const auto queued = client_.call(call, server, "restore_queue_add_task",
                                       {{"user", user},
                                        {"restore_point", date},
                                        {"mysql", "1"},
                                        {"subdomains", "1"},
                                        {"mail_config", "1"},
                                        {"give_ip", "0"}},
                                       Effect::Write);
      if (!queued) return queued.error();
    }
  } catch (const MappingError& error) {
    return misfit(error);
  }
  const auto started = client_.call(call, server, "restore_queue_activate", {}, Effect::Write);
  if (!started) return started.error();
  return sdk::Pending{sdk::Restore{"restore|" + date}};
}

Reply<sdk::Progress> CpanelProvisioner::progress(const sdk::Call& call,
                                                 const sdk::ReadProgress& request) {
  const auto server = serverOf(call, request);
  const auto& user = request.account.id;
  const auto [kind, what] = partsOf(request.handle);
  try {
    if (kind == "home") {
      const auto archives = homeArchives(call, server, user);
      if (!archives) return archives.error();
      return homeProgress(*archives, what);
    }
    if (kind == "packing") {
      const auto state = client_.call(call, server, "get_pkgacct_session_state",
                                      {{"session_id", what}}, Effect::Read);
      if (!state) return state.error();
      const auto word = textOf(state->data, "state");
      if (word == "RUNNING")
        return sdk::Progress{JobState::Running, "the archive is being written", {}};
      if (word == "FAILED")
        return sdk::Progress{JobState::Failed, "the server could not package the account", {}};
      if (word != "COMPLETED") throw MappingError{"a packaging session has an unknown state"};
      // The session's word is not enough to remove an account on: the archive itself must be there.
      const auto archives = client_.call(call, server, "list_cparchive_files", {}, Effect::Read);
      if (!archives) return archives.error();
      const auto listed = fromArchives(archives->data, user);
      if (listed.empty())
        return sdk::Progress{JobState::Failed, "the archive is not where it should be", {}};
      return sdk::Progress{JobState::Done, "the archive is complete", listed.front()};
    }
    if (kind == "restore") {
      const auto queue = client_.call(call, server, "restore_queue_state", {}, Effect::Read);
      if (!queue) return queue.error();
      const auto known = restoreProgress(queue->data, user, what);
      return known ? *known
                   : sdk::Progress{
                         JobState::Failed, "the server's queue does not know this restore", {}};
    }
  } catch (const MappingError& error) {
    return misfit(error);
  }
  return sdk::permanent("bad_request", "handle is not one of this plugin's");
}

}  // namespace hostler::cpanel
