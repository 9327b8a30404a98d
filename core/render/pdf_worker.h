#pragma once

#include "core/child/process.h"
#include "core/render/pdf_error.h"
#include "core/time/clock.h"

#include <string>
#include <string_view>

namespace hostler::render {

/// A child that makes one PDF after another. Used by one thread at a time; killed when it goes.
class PdfWorker {
 public:
  virtual ~PdfWorker() = default;

  /// Throws PdfFailure; after that the worker is good for nothing.
  virtual std::string convert(std::string_view html, Monotonic deadline) = 0;
  virtual child::Process& process() = 0;

 protected:
  /// What to throw once it is seen to have ended.
  PdfFailure ended(Monotonic deadline) {
    const auto exit = process().wait(deadline);
    return {PdfError::Cause::Ended, "the renderer " + (exit ? exit->text() : "has gone")};
  }
};

}  // namespace hostler::render
