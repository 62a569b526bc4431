/** Words and noises that mean nothing by themselves. Dropped before the patterns are tried. */
export const softeners: ReadonlySet<string> = new Set(`um uh er erm hmm hm mm mmm ah hello hi hey basically actually please`.split(/\s+/));

/** Longer words that carry an intent, recognised with one letter wrong. */
export const vocabulary: readonly string[] =
  `appointment appointments reservation booking schedule reschedule cancel opening closing hours urgent urgently emergency message messages
  leave somebody someone operator human person representative receptionist customer service speak price prices pricing quote estimate massage cost costs number telephone
  mobile calling called call regarding about invoice order delivery problem boiler plumber electrician doctor dentist saturday sunday friday wednesday tuesday thursday monday available
  availability consultation broken working computer apartment information wrong mistake number dialled dialed immediately address insurance prescription results repair viewing
  manager director supervisor goodbye exactly absolutely correct weekend tomorrow reach interested complaint missing refund account engineer mechanic`.split(
    /\s+/,
  );
