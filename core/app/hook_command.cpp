#include "core/app/commands.h"
#include "core/app/product.h"

#include <fstream>
#include <iostream>
#include <sstream>

namespace hostler::app {
namespace {

std::string contentsOf(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw UsageError{"cannot read " + file};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Exit check(Product& product, const Arguments& arguments) {
  const auto file = arguments.word(1, "a file");
  const auto described = product.automation.scripts().describe({file, contentsOf(file)});
  if (!described) {
    std::cerr << described.error().message << '\n';
    return Exit::Failed;
  }
  std::cout << file << ": sound\n";
  return Exit::Done;
}

Exit hook(const Arguments& arguments) {
  const auto what = arguments.word(0, "check or types");
  if (what != "check" && what != "types") throw UsageError{"there are check and types"};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  if (what == "check") return check(product, arguments);
  std::cout << product.automation.luaTypes();
  return Exit::Done;
}

}  // namespace

Command hookCommand() {
  return {"hook",
          "check FILE|types",
          "Checks a hook's or rule's script, or prints what scripts find here.",
          {},
          hook};
}

}  // namespace hostler::app
