#pragma once

#include "core/base/result.h"
#include "core/render/pdf_error.h"
#include "core/render/pdf_settings.h"
#include "core/time/clock.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::child {
class Nursery;
}

namespace hostler::render {

class PdfWorker;

/// Makes PDFs out of HTML, in children that see no network, no file but the document, and run no
/// script. Images come as data: URIs or not at all. Workers are started when they are needed, used
/// again, ended when idle, after a number of documents and after any failure. Thread-safe: as many
/// documents at once as there are workers, others wait.
class PdfRenderer {
 public:
  struct Status {
    std::uint64_t documents = 0;  ///< made
    std::uint64_t failures = 0;   ///< asked for and not made
    std::uint64_t starts = 0;     ///< workers
  };

  /// `nursery` must outlive it.
  PdfRenderer(PdfSettings settings, child::Nursery& nursery);
  ~PdfRenderer();

  /// Whether the engine of these settings is installed here: the program, or the library.
  static bool isAvailable(const PdfSettings& settings);

  /// A4, one or more pages. A worker that had ended, or ends now after earlier documents, is
  /// replaced without a word; a new one that fails on this document is not given it again.
  Result<std::string, PdfError> render(std::string_view html);
  Status status() const;

 private:
  struct Desk;  // a worker and how much it has done
  std::unique_ptr<Desk> takeDesk();
  void giveBack(std::unique_ptr<Desk> desk);
  std::string renderAt(Desk& desk, std::string_view html);
  void seat(Desk& desk);
  std::unique_ptr<PdfWorker> startWorker();

  const PdfSettings settings_;
  child::Nursery& nursery_;
  mutable std::mutex mutex_;
  std::condition_variable deskFree_;
  std::vector<std::unique_ptr<Desk>>
      free_;  ///< the one used last is used next, so that others go idle
  Status status_;
};

}  // namespace hostler::render
