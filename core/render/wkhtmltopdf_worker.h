#pragma once

#include "core/child/descriptor.h"
#include "core/child/nursery.h"
#include "core/render/pdf_settings.h"
#include "core/render/pdf_worker.h"
#include "core/render/pdf_workplace.h"

namespace hostler::render {

/// Debian's wkhtmltopdf, which reads a line of arguments for each document and prints the PDF. Its
/// exit code is not asked: it is 1 for many a good PDF, and the bytes say more.
class WkhtmltopdfWorker final : public PdfWorker {
 public:
  /// Throws child::StartFailed, std::system_error.
  WkhtmltopdfWorker(const PdfSettings& settings, child::Nursery& nursery);

  std::string convert(std::string_view html, Monotonic deadline) override;
  child::Process& process() override { return *process_; }

 private:
  void order(Monotonic deadline);
  std::string receive(Monotonic deadline);

  const PdfSettings& settings_;
  PdfWorkplace place_;
  child::Descriptor
      orders_;  ///< a socket, which can be written to without a signal when nobody reads
  child::Descriptor printed_;  ///< a pipe: /dev/stdout cannot be opened anew where it is a socket
  std::optional<child::Process> process_;
};

}  // namespace hostler::render
