#include "core/app/commands.h"
#include "core/app/foundation.h"
#include "core/app/schema.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit rotate(const Arguments& arguments) {
  if (arguments.word(0, "rotate") != "rotate") throw UsageError{"there is only rotate"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  const auto rows = base.vault.rotate(allSealedColumns(), [&] { base.nodes.awaitBeats(); });
  if (arguments.json()) {
    std::cout << dump({{"sealed_anew", rows}}) << '\n';
  } else {
    std::cout << "sealed " << rows << " values under a new key; the old ones are gone\n";
  }
  return Exit::Done;
}

}  // namespace

Command secretsCommand() {
  return {"secrets",
          "rotate",
          "Seals every secret anew under a new key, while servers go on working.",
          {},
          rotate};
}

}  // namespace hostler::app
