#pragma once

namespace hostler::images {

/// How `hostler-image` ends, as its exit code: what it says to the engine beside the image itself.
enum class Ending : int {
  Done = 0,
  Failed = 1,       ///< through no fault of the image; the code that bubblewrap fails with as well
  Undecodable = 3,  ///< damaged, cut off, or of another kind than it was said to be
  TooManyPixels = 4,
  TooLarge = 5  ///< takes more memory, or becomes a larger file, than an image may
};

}  // namespace hostler::images
