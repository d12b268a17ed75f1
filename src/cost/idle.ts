/** How idle is shown: product.md, section 2, "Idle". */
export type IdleMode = 'separate' | 'share' | 'hide';
