#include "core/app/new_file.h"

#include "core/app/command.h"

#include <fstream>

namespace hostler::app {

void writeNewFile(const std::filesystem::path& file, const std::string& text) {
  namespace fs = std::filesystem;
  if (fs::exists(file)) throw UsageError{file.string() + " is there already; choose another name"};
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  std::ofstream out{file, std::ios::binary};
  out << text;
  if (!out.flush()) throw UsageError{"cannot write " + file.string()};
}

}  // namespace hostler::app
