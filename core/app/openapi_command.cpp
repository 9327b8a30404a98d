#include "core/app/api_tags.h"
#include "core/app/commands.h"
#include "core/app/product.h"
#include "core/http/openapi.h"

#include <iostream>
#include <stdlib.h>

namespace hostler::app {
namespace {

/// A folder that goes with the object.
class PassingFolder {
 public:
  PassingFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "hostler-openapi-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error{"cannot make a folder for temporary files"};
    path_ = pattern;
  }
  ~PassingFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The routes are declared by the modules, and those stand on a database: an empty one of its own
// will do.
Exit printDocument(const Arguments&) {
  const PassingFolder folder;
  const Arguments own{{{"data-dir", folder.path().string()},
                       {"environment", "sandbox"},
                       {"database", "sqlite:" + (folder.path() / "openapi.db").string()}},
                      {}};
  const auto migrated = migrateCommand();
  {
    // What it says is not for the document's reader.
    std::ostringstream silent;
    auto* before = std::cout.rdbuf(silent.rdbuf());
    auto* errorsBefore = std::cerr.rdbuf(silent.rdbuf());
    const auto exit = migrated.run(own);
    std::cout.rdbuf(before);
    std::cerr.rdbuf(errorsBefore);
    if (exit != Exit::Done) throw std::runtime_error{silent.str()};
  }
  const auto settings = loadSettings(own);
  startCommandLog(settings);
  Foundation base{settings};
  Product product{base};
  std::cout << http::openApiDocument(product.router, std::string{kVersion}, apiTags()).dump(2)
            << '\n';
  return Exit::Done;
}

}  // namespace

Command openapiCommand() {
  return {"openapi", "", "Prints the API's OpenAPI document.", {}, printDocument};
}

}  // namespace hostler::app
