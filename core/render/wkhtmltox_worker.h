#pragma once

#include "core/child/channel.h"
#include "core/child/nursery.h"
#include "core/render/pdf_settings.h"
#include "core/render/pdf_worker.h"
#include "core/render/pdf_workplace.h"

#include <optional>

namespace hostler::render {

/// libwkhtmltox in a child of our own, asked over a channel. Debian ships no such library; where an
/// operator has installed one it makes the same PDFs as the program, at the same speed.
class WkhtmltoxWorker final : public PdfWorker {
 public:
  /// Throws child::StartFailed, std::system_error.
  WkhtmltoxWorker(const PdfSettings& settings, child::Nursery& nursery);

  /// Whether the library can be found, without loading it into this process, and its host be
  /// reached by the user who is to run it.
  static bool isInstalled(const PdfSettings& settings);

  std::string convert(std::string_view html, Monotonic deadline) override;
  child::Process& process() override { return *process_; }

 private:
  const PdfSettings& settings_;
  PdfWorkplace place_;
  std::optional<child::Channel> channel_;
  std::optional<child::Process> process_;
};

}  // namespace hostler::render
