#pragma once

#include "core/child/command.h"
#include "core/render/pdf_settings.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace hostler::render {

/// The directory of one worker, gone when it goes. The worker may read it and write to its home
/// within it alone, so it can put no link where the engine writes.
class PdfWorkplace {
 public:
  /// Throws std::system_error and std::filesystem::filesystem_error.
  explicit PdfWorkplace(const PdfSettings& settings);
  ~PdfWorkplace();
  PdfWorkplace(const PdfWorkplace&) = delete;

  /// Puts a document there; the worker finds it under this name in its working directory.
  void write(std::string_view html);
  static constexpr const char* kDocument = "document.html";

  /// Fills in everything of a command that both engines' workers share: user, surroundings, limits,
  /// walls.
  void furnish(child::Command& command, const PdfSettings& settings) const;
  /// Who the worker is, where it is not the engine's own user.
  const std::optional<child::User>& user() const { return user_; }

 private:
  std::filesystem::path directory_;
  std::optional<child::User> user_;
};

}  // namespace hostler::render
