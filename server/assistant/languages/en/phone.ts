import type { PhoneWords } from '../contract.ts';

export const phone: PhoneWords = {
  negated: /\b(?:not|instead of|rather than|isn t|and not)(?: (?:the|a|an))?$/,
  introduced: new Set(
    `you can could please reach call ring phone contact text get catch me us back on at and so it is s my the a number telephone mobile cell cellphone landline home work office direct best callback to would be will take down note here i m i re that another`.split(
      ' ',
    ),
  ),
  atStart:
    /\b(?:at the (?:very )?(?:start|beginning)|(?:the )?first(?: (?:two|three|four|few))?(?: (?:digits?|numbers?|ones?))?|starts?(?: with)?|begins?(?: with)?|(?:area|dialling|dialing|country) code)\b/,
  atEnd: /\b(?:at the (?:very )?end|(?:the )?last(?: (?:two|three|four|few))?(?: (?:digits?|numbers?|ones?))?|ends?(?: (?:with|in))?|final)\b/,
  slips:
    /^(?=.*\b(?:no|sorry|pardon|i mean|i meant|scratch that|start again|correction|rather)\b)(?:(?:no|sorry|pardon(?: me)?|excuse me|wait|hang on|i mean|i meant|(?:let me |i ll )?start again|scratch that|correction|or|rather|um|uh|er|oh|it s|that s|the|well|actually|my mistake|my bad)(?: |$))+$/,
  lastDigit:
    /\b(?:(?:last|final)(?: (?:one|digit|number))?|(?:ends?|ending|finishes) (?:in|with))(?: (?:is|s|was|should be|not (?:an? )?\w+|it s|but|actually))*(?: (?:an?|the))? (\w+)$/,
  swappedDigit:
    /\bnot (?:an? )?(?<wrong>\w+)(?: but| it s| rather)*(?: (?:an?|the))? (?<right>\w+)$|\b(?<right2>\w+)(?: and| but)? not (?:an? )?(?<wrong2>\w+)$/,
  refused:
    /\b(?:e ?mail|an e ?mail) (?:is|s|will be|would be|will do|works)(?: (?:fine|enough|ok|okay|good|better|best|for me))*$|\b(?:you|he|she|they)(?: ve| s| ll)?(?: (?:already|still|should|will|must|all|do|has|have|had|got|know|knows))+ my (?:phone |mobile |cell )?(?:number|details|contact details)(?: (?:already|on file|on record))?\b|\b(?:(?:there s |there is )?no need|(?:you |they )(?:don t|do not) (?:need|have)|(?:you |they )?needn t|(?:nobody|no one) (?:needs|has))(?: to)? (?:call|ring|phone|contact)(?:ing)?(?: me)?(?: back)?\b|\b(?:(?:and |but )?(?:i |we )?(?:(?:d|would)(?: \w+)? (?:rather|prefer)(?: to)? not(?: to)?|prefer(?: to)? not(?: to)?|(?:don t|do not|won t|will not|can t|cannot|am not|m not|wouldn t|would not)(?: \w+){0,3}?|refuse to)) (?:give|giving|leave|leaving|share|sharing|say|tell|provide|hand out)(?: (?:you|out|away))? (?:you )?(?:my|a|the|any|that) (?:(?:phone|telephone|mobile|cell|own|private) ?)*(?:number|phone|mobile|contact details)|\bi don t have a (?:phone )?number$/,
  callerNumber:
    /\b(?:this|same|the same|this very|current|my current)(?: phone| mobile)? (?:number|one|line)(?: (?:is fine|will do|here|please|i m calling from|works))?$|\b(?:on|at|to|use) (?:this|the same|the one)(?: phone| mobile)?(?: number| line)?(?: please| here)?$|\b(?:number|one|phone|line)(?: that| which)? (?:i m (?:calling|phoning|ringing|using|on)|i am (?:calling|phoning|ringing)|i called|you (?:see|have|can see)|s showing|is showing|showing|that s (?:showing|displayed)|shown|displayed|on (?:your )?(?:display|screen)|that (?:shows|appears|comes) up|coming up)\b|\b(?:(?:you (?:ve|have) (?:already )?got (?:it|that) )?(?:it s |it is |that s )?(?:on )?(?:the |my )?(?:number|one|phone|line)(?: that| which)? (?:i m|i am|i)(?: just)? (?:calling|phoning|ringing|using)(?: you)?(?: (?:from|on|with|now))*)(?= |$)|\bnumber i(?: a?m)? calling from\b|\bcaller id\b/,
  units: new Set(
    `clock hours hour minutes minute seconds days day weeks week months month years year pounds pound dollars dollar euros quid p metres meters miles people persons times rooms bedrooms floor percent
    degrees am pm january february march april may june july august september october november december street road avenue kids adults litres grams digits first last seats th`.split(
      /\s+/,
    ),
  ),
};
