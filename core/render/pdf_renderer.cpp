#include "core/render/pdf_renderer.h"

#include "core/child/nursery.h"
#include "core/render/pdf_bytes.h"
#include "core/render/pdf_worker.h"
#include "core/render/wkhtmltopdf_worker.h"
#include "core/render/wkhtmltox_worker.h"

#include <unistd.h>

namespace hostler::render {

struct PdfRenderer::Desk {
  std::unique_ptr<PdfWorker> worker;
  int documents = 0;

  bool hasLivingWorker() const { return worker != nullptr && !worker->process().exit(); }
};

PdfRenderer::PdfRenderer(PdfSettings settings, child::Nursery& nursery)
    : settings_{std::move(settings)}, nursery_{nursery} {
  for (int i = 0; i < std::max(settings_.workers, 1); ++i)
    free_.push_back(std::make_unique<Desk>());
}

PdfRenderer::~PdfRenderer() = default;

bool PdfRenderer::isAvailable(const PdfSettings& settings) {
  if (settings.engine == PdfSettings::Engine::Library)
    return WkhtmltoxWorker::isInstalled(settings);
  return ::access(settings.program.c_str(), X_OK) == 0;
}

Result<std::string, PdfError> PdfRenderer::render(std::string_view html) {
  if (html.size() > settings_.largestHtml) {
    return Failure{PdfError{
        PdfError::Cause::TooLarge,
        "the document is larger than " + std::to_string(settings_.largestHtml / 1024) + " KB"}};
  }
  auto desk = takeDesk();
  if (desk == nullptr) {
    return Failure{PdfError{PdfError::Cause::Busy, "all renderers are at work"}};
  }
  const auto failed = [&](PdfError::Cause cause, const char* reason) {
    desk->worker.reset();
    giveBack(std::move(desk));
    return Failure{PdfError{cause, reason}};
  };
  try {
    auto pdf = renderAt(*desk, html);
    forgetTimeOfMaking(pdf);
    giveBack(std::move(desk));
    return pdf;
  } catch (const PdfFailure& failure) {
    return failed(failure.cause, failure.what());
  } catch (const std::exception& error) {
    return failed(PdfError::Cause::Failed, error.what());
  }
}

std::string PdfRenderer::renderAt(Desk& desk, std::string_view html) {
  const auto deadline = std::chrono::steady_clock::now() + settings_.timeout;
  if (desk.hasLivingWorker()) {
    desk.worker->process().spare();
    try {
      return desk.worker->convert(html, deadline);
    } catch (const PdfFailure& failure) {
      // It may have been ending anyway: of idleness, or after a document that it left with exit
      // code 1. A new one shows whether it is this document's fault.
      if (failure.cause != PdfError::Cause::Ended) throw;
    }
  }
  seat(desk);
  return desk.worker->convert(html, deadline);
}

void PdfRenderer::seat(Desk& desk) {
  desk.worker.reset();
  desk.documents = 0;
  desk.worker = startWorker();
  const std::lock_guard lock{mutex_};
  ++status_.starts;
}

std::unique_ptr<PdfWorker> PdfRenderer::startWorker() {
  try {
    if (settings_.engine == PdfSettings::Engine::Library) {
      return std::make_unique<WkhtmltoxWorker>(settings_, nursery_);
    }
    return std::make_unique<WkhtmltopdfWorker>(settings_, nursery_);
  } catch (const child::StartFailed& failure) {
    throw PdfFailure{PdfError::Cause::Unavailable, failure.what()};
  } catch (const std::system_error& error) {
    throw PdfFailure{PdfError::Cause::Unavailable, error.what()};
  }
}

std::unique_ptr<PdfRenderer::Desk> PdfRenderer::takeDesk() {
  std::unique_lock lock{mutex_};
  if (!deskFree_.wait_for(lock, settings_.queueLimit, [&] { return !free_.empty(); })) {
    ++status_.failures;
    return nullptr;
  }
  auto desk = std::move(free_.back());
  free_.pop_back();
  return desk;
}

void PdfRenderer::giveBack(std::unique_ptr<Desk> desk) {
  const bool made = desk->worker != nullptr;
  if (made && ++desk->documents >= settings_.documentsPerWorker) desk->worker.reset();
  if (desk->worker != nullptr) {
    desk->worker->process().killAt(std::chrono::steady_clock::now() + settings_.idle);
  }
  const std::lock_guard lock{mutex_};
  ++(made ? status_.documents : status_.failures);
  free_.push_back(std::move(desk));
  deskFree_.notify_one();
}

PdfRenderer::Status PdfRenderer::status() const {
  const std::lock_guard lock{mutex_};
  return status_;
}

}  // namespace hostler::render
