#pragma once

#include <stdexcept>
#include <string>

namespace hostler::render {

/// Why there is no PDF.
struct PdfError {
  enum class Cause {
    TooLarge = 1,  ///< the HTML, or the PDF, is larger than the settings allow
    TimedOut,      ///< it was not done within its time
    Ended,         ///< the renderer ended in the middle: a crash, or memory at its limit
    Failed,        ///< the renderer says that it cannot
    Busy,          ///< all renderers were taken for too long
    Unavailable    ///< no renderer can be started here
  };
  Cause cause = Cause::Failed;
  std::string reason;  ///< for people; holds nothing of the document

  /// Whether the same document may do better later.
  bool isWorthRetrying() const { return cause != Cause::TooLarge; }
};

/// How a worker says it. Inside core/render only: PdfRenderer answers with a Result.
struct PdfFailure : std::runtime_error {
  PdfFailure(PdfError::Cause why, const std::string& reason)
      : std::runtime_error{reason}, cause{why} {}
  PdfError::Cause cause;
};

}  // namespace hostler::render
