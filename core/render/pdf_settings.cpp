#include "core/render/pdf_settings.h"

namespace hostler::render {

const std::vector<PdfOption>& pdfOptions() {
  static const std::vector<PdfOption> options{
      {"--page-size", "size.pageSize", "A4", true, true},
      {"--margin-top", "margin.top", "12mm", true, true},
      {"--margin-bottom", "margin.bottom", "12mm", true, true},
      {"--margin-left", "margin.left", "14mm", true, true},
      {"--margin-right", "margin.right", "14mm", true, true},
      {"--disable-javascript", "web.enableJavascript", "false", false, false},
      // Waited for even where no script runs.
      {"--javascript-delay", "load.jsdelay", "0", true, false},
      {"--disable-plugins", "web.enablePlugins", "false", false, false},
      {"--disable-local-file-access", "load.blockLocalFileAccess", "true", false, false},
      {"--proxy", "load.proxy", "http://127.0.0.1:1", true, false},
      // An image that does not come is a gap in the page, not the end of the document.
      {"--load-error-handling", "load.loadErrorHandling", "ignore", true, false},
      {"--load-media-error-handling", "load.mediaLoadErrorHandling", "ignore", true, false},
      {"--encoding", "web.defaultEncoding", "utf-8", true, false},
  };
  return options;
}

}  // namespace hostler::render
