#pragma once

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::render {

/// Number of pages of a PDF that Qt wrote.
int pagesOf(const std::string& pdf);
/// What poppler's pdftotext, or pdffonts, finds in a PDF; nothing where poppler-utils is not
/// installed.
std::optional<std::string> textOf(const std::string& pdf);
std::optional<std::string> fontsOf(const std::string& pdf);
/// The processes that this one has started and that still run.
std::vector<pid_t> childrenOfThisProcess();

/// A server on loopback that takes connections, answers none, and counts them.
class Canary {
 public:
  Canary();
  ~Canary();
  std::string url() const;
  /// Connections that came in until now.
  int touched();

 private:
  int socket_ = -1;
  std::vector<int> held_;
  int port_ = 0;
};

}  // namespace hostler::render
