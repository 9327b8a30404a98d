#include "core/app/commands.h"
#include "core/app/foundation.h"
#include "core/app/rotation.h"
#include "core/app/schema.h"

#include <iostream>
#include <optional>

namespace hostler::app {
namespace {

MasterKey newMasterKey(const std::string& file, const std::filesystem::path& present,
                       Random& random) {
  std::error_code ignored;  // no such file is no error
  if (std::filesystem::equivalent(file, present, ignored))
    throw UsageError{"--new-master-key must name another file than the present one, " +
                     present.string()};
  // One that is there was made by a call that did not come to its end, or by the operator.
  return std::filesystem::exists(file) ? MasterKey::load(file) : MasterKey::create(file, random);
}

Exit rotate(const Arguments& arguments) {
  if (arguments.word(0, "rotate") != "rotate") throw UsageError{"there is only rotate"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  const auto file = arguments.get("new-master-key");
  std::optional<MasterKey> master;
  if (!file.empty()) {
    demandStillness(base.nodes);  // before a file is made
    master = newMasterKey(file, masterKeyFile(settings), base.random);
  }
  const auto rows = rotateSecrets(base.vault, base.nodes, allSealedColumns(), std::move(master),
                                  [&] { base.nodes.awaitBeats(); });
  if (arguments.json()) {
    std::cout << dump({{"sealed_anew", rows},
                       {"master_key_file", file.empty() ? Json{} : Json(file)}})
              << '\n';
    return Exit::Done;
  }
  std::cout << "sealed " << rows << " values under a new key; the old ones are gone\n";
  if (!file.empty()) {
    std::cout << "the keys open with " << file << " alone: before a server starts, move it to "
              << masterKeyFile(settings).string()
              << " or let secrets.master_key_file name it.\nKeep the old master key as long as the "
                 "backups that were made with it.\n";
  }
  return Exit::Done;
}

}  // namespace

Command secretsCommand() {
  return {
      "secrets",
      "rotate",
      "Seals every secret anew under a new key, while servers go on working.",
      {{"new-master-key", "FILE",
        "wrap the keys with another master key, made in FILE where there is none; no server may "
        "run"}},
      rotate};
}

}  // namespace hostler::app
